"""Schools to measure: made once a run in a folder of their own, copied, filled, served. Nothing here needs Django."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
WORKERS, THREADS = 2, 24  # those of `plusone serve`, and of the bare project too


def environment(**settings: str) -> dict[str, str]:
    """The environment without any setting of Plusone's or Django's but those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PLUSONE_", "DJANGO_"))}
    return {**kept, "PYTHONPATH": str(HOME), "PYTHONUNBUFFERED": "1", **settings}


def run(*arguments: object, **settings: str) -> str:
    """`python ARGUMENTS` to its end; what it printed. What it complains of is shown."""
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, env=environment(**settings), cwd=HOME, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


@dataclass(frozen=True)
class Served:
    """A running server: its address and the process that everything else of it descends from."""

    address: str
    pid: int


@dataclass(frozen=True)
class Readers:
    """What a browser of somebody signed in sends, by their name in the cast; and the chapter that they read."""

    cookies: dict[str, str]
    chapter: str

    def headers(self, who: str = "") -> dict[str, str]:
        """Like a browser's. Signed out where nobody is named."""
        said = {"Accept-Encoding": "gzip", "Accept-Language": "en"}
        return {**said, "Cookie": self.cookies[who]} if who else said


class Schools:
    """All schools of one run; they share their keys, so that one session is good in each of them."""

    def __init__(self, kept: Path | None = None) -> None:
        """In a folder that goes with them; in `kept` where they shall stay for another run."""
        self.kept = kept
        self.folder = kept or Path(tempfile.mkdtemp(prefix="plusone-bench-"))
        self.folder.mkdir(parents=True, exist_ok=True)
        self.keys = self.folder / "keys"

    def close(self) -> None:
        if self.kept is None:
            shutil.rmtree(self.folder, ignore_errors=True)

    @cached_property
    def base(self) -> Path:
        """A school with the shipped courses, a goal, somebody of each role, and a learner in the middle of a course."""
        made = self.folder / "base"
        if (made / "readers.json").exists():
            return made
        said = ["--name", "Open Work School", "--address", "http://localhost:8000", "--language", "en"]
        run("-m", "plusone", "init", "--data", made, "--keys", self.keys, *said, "--operator", "noor@school.example")
        self.inside(made, "base")
        return made

    @cached_property
    def readers(self) -> Readers:
        return Readers(**json.loads((self.base / "readers.json").read_text()))

    def with_learners(self, number: int) -> Path:
        return self._grown(f"learners-{number}", "learners", number)

    def with_entries(self, number: int) -> Path:
        return self._grown(f"entries-{number}", "entries", number)

    def _grown(self, name: str, what: str, number: int) -> Path:
        made = self.folder / name
        if not made.exists():
            shutil.copytree(self.base, growing := made.with_suffix(".growing"))
            self.inside(growing, what, str(number))
            growing.rename(made)
        return made

    def inside(self, data: Path, *arguments: str, module: str = "bench.fill") -> str:
        """Run one of our modules in the school."""
        return run("-m", module, *arguments, **self.settings(data))

    def settings(self, data: Path) -> dict[str, str]:
        return {
            "PLUSONE_DATA": str(data),
            "PLUSONE_KEYS": str(self.keys),
            "DJANGO_SETTINGS_MODULE": "plusone.config.settings",
        }

    @contextmanager
    def serve(self, data: Path, *, jobs: bool = True) -> Iterator[Served]:
        """`plusone serve`, as a school runs it."""
        port = free_port()
        arguments = ["-m", "plusone", "serve", "--data", str(data), "--port", str(port)]
        arguments += ["--workers", str(WORKERS), "--threads", str(THREADS), *([] if jobs else ["--without-jobs"])]
        with _running(arguments, environment(), f"http://localhost:{port}", "/healthz") as served:
            yield served

    @contextmanager
    def serve_bare(self, pages: dict[int, str]) -> Iterator[Served]:
        """The bare project with these pages in its rows, by the same server."""
        data = self.folder / "bare"
        data.mkdir(exist_ok=True)
        (data / "pages.json").write_text(json.dumps(pages))
        settings = {"BARE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "bench.bare.settings"}
        run("-m", "bench.bare.fill", **settings)
        port = free_port()
        arguments = ["-m", "granian", "--interface", "wsgi", "--port", str(port), "--host", "127.0.0.1"]
        arguments += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--log-level", "error"]
        arguments += ["bench.bare.wsgi:application"]
        with _running(arguments, environment(**settings), f"http://127.0.0.1:{port}", "/anonymous/") as served:
            yield served

    @property
    def bare_cookie(self) -> str:
        return (self.folder / "bare" / "cookie").read_text()


@contextmanager
def _running(arguments: list[str], env: dict[str, str], address: str, ready: str) -> Iterator[Served]:
    process = subprocess.Popen([sys.executable, *arguments], env=env, cwd=HOME, stdout=subprocess.DEVNULL)
    try:
        for _try in range(600):
            try:
                urllib.request.urlopen(address + ready, timeout=5).close()
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError(f"The server ended with {process.returncode}.") from None
                time.sleep(0.1)
        yield Served(address, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def fetch(address: str, headers: dict[str, str]) -> tuple[bytes, Any]:
    """The body as it came over the wire, and the headers. Anything but 200 is an error."""
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as answer:
        return answer.read(), answer.headers
