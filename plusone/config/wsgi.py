"""What the web server runs: Django, and before it the live file, which every open page asks for all the time."""

import os
import time
from collections.abc import Callable, Iterable
from email.utils import formatdate
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plusone.config.settings")

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
LIVE = "/live"


class Live:
    """Answers `/live` from a file, at one `stat` a request; everything else goes to Django.

    `rewrite` is called at most once a second, where several machines share a database and not a folder: whoever
    commits can only write the file of its own machine.
    """

    def __init__(self, app: App, path: Path, rewrite: Callable[[], None] | None = None) -> None:
        self.app, self.path, self.rewrite = app, path, rewrite
        self.stamp, self.known = (0, 0), ('"none"', b"{}")
        self.looked_at, self.looking = float("-inf"), Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != LIVE:
            return self.app(environ, start_response)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            start_response("405 Method Not Allowed", [("Allow", "GET, HEAD"), ("Content-Length", "0")])
            return [b""]
        self.look()
        tag, body = self.read()
        headers = [("ETag", tag), ("Cache-Control", "no-cache"), ("Date", formatdate(usegmt=True))]
        if environ.get("HTTP_IF_NONE_MATCH") == tag:
            start_response("304 Not Modified", headers)
            return [b""]
        headers += [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        start_response("200 OK", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def read(self) -> tuple[str, bytes]:
        """The file and its tag, the same on every machine; a file that does not exist yet is no news."""
        try:
            found = self.path.stat()
            stamp = (found.st_mtime_ns, found.st_ino)
            if stamp != self.stamp:
                body = self.path.read_bytes()
                self.known = (f'"{sha256(body).hexdigest()[:20]}"', body)
                self.stamp = stamp
        except FileNotFoundError:
            self.stamp, self.known = (0, 0), ('"none"', b"{}")
        return self.known

    def look(self) -> None:
        """Let one request a second bring the file in step; a database that is away leaves the last news standing."""
        if self.rewrite is None or time.monotonic() - self.looked_at < 1 or not self.looking.acquire(blocking=False):
            return
        try:
            self.looked_at = time.monotonic()
            self.rewrite()
        except DatabaseError:
            pass
        finally:
            connections.close_all()
            self.looking.release()


django = get_wsgi_application()

from plusone.outcomes import live  # noqa: E402 - models can be read only once Django is made

several = live.rewrite if settings.DATABASE else None
application = Live(django, Path(settings.DATA) / live.FILE, several)
