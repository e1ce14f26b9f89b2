"""The school on a free port, as in production: the live file before Django, static files, a thread a request."""

from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections

from plusone.config.wsgi import Live


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Tests read pages, not the log of the server."""


def _closing(app: Any) -> Any:
    """Each request has a thread of its own, whose connection nobody else would close."""

    def answered(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        try:
            yield from app(environ, start_response)
        finally:
            connections.close_all()

    return answered


@pytest.fixture
def school(transactional_db: None) -> Iterator[str]:
    """The address of a running school on the test's database."""
    live = Path(settings.DATA) / "live.json"
    live.unlink(missing_ok=True)
    django = _closing(StaticFilesHandler(get_wsgi_application()))
    server = make_server("127.0.0.1", 0, Live(django, live), Threads, Quiet)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
    live.unlink(missing_ok=True)
