"""What the web server runs: Django, and before it the live file, which every open page asks for all the time."""

import os
from collections.abc import Callable, Iterable
from email.utils import formatdate
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plusone.config.settings")

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
LIVE = "/live"


class Live:
    """Answers `/live` from a file, at one `stat` a request; everything else goes to Django."""

    def __init__(self, app: App, path: Path) -> None:
        self.app, self.path = app, path
        self.known: tuple[str, bytes] = ('"none"', b"{}")

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != LIVE:
            return self.app(environ, start_response)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            start_response("405 Method Not Allowed", [("Allow", "GET, HEAD"), ("Content-Length", "0")])
            return [b""]
        tag, body = self.read()
        headers = [("ETag", tag), ("Cache-Control", "no-cache"), ("Date", formatdate(usegmt=True))]
        if environ.get("HTTP_IF_NONE_MATCH") == tag:
            start_response("304 Not Modified", headers)
            return [b""]
        headers += [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        start_response("200 OK", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def read(self) -> tuple[str, bytes]:
        """The file and its tag, which says when it was replaced; a file that does not exist yet is no news."""
        try:
            found = self.path.stat()
            tag = f'"{found.st_mtime_ns:x}-{found.st_ino:x}"'
            if tag != self.known[0]:
                self.known = (tag, self.path.read_bytes())
        except FileNotFoundError:
            self.known = ('"none"', b"{}")
        return self.known


application = Live(get_wsgi_application(), Path(settings.DATA) / "live.json")
