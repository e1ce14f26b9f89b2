"""The process that runs a school: it serves pages by its children, keeps the worker alive, and ends all of them.

Started by `plusone serve` after its checks, with plain arguments: DATA HOST PORT WORKERS THREADS JOBS.
"""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from threading import Event, Thread

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from plusone.cli.errors import Wrong
from plusone.cli.running import marked

LONGEST_PAUSE = 30.0  # seconds between two starts of a worker that keeps dying


class Worker:
    """The worker's process, started again when it dies."""

    def __init__(self, data: Path) -> None:
        self.command = [sys.executable, "-m", "plusone", "worker", "--data", str(data)]
        self.command += ["--with-parent", str(os.getpid())]
        self.stopping = Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.thread = Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        self.thread.start()

    def _keep(self) -> None:
        pause = 1.0
        while not self.stopping.is_set():
            began = time.monotonic()
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL)  # noqa: S603 - our own program
            code = self.process.wait()
            if self.stopping.is_set():
                return
            pause = 1.0 if time.monotonic() - began > 60 else min(pause * 2, LONGEST_PAUSE)
            print(f"The worker ended ({code}); it starts again in {pause:.0f} s.", file=sys.stderr, flush=True)
            self.stopping.wait(pause)

    def stop(self) -> None:
        """Let it end its jobs, for half a minute."""
        self.stopping.set()
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()


def say_when_up(host: str, port: int) -> None:
    """Print the address once a page is answered, and not before."""
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::1", "::"} else host  # noqa: S104 - compared, not bound
    while True:
        try:
            urllib.request.urlopen(f"http://{shown}:{port}/healthz", timeout=5).close()
            break
        except urllib.error.HTTPError:
            break  # it answers, if only to say that it does not know this host name
        except OSError:
            time.sleep(0.1)
    print(f"http://{shown}:{port}", flush=True)


def serve(data: Path, host: str, port: int, workers: int, threads: int, jobs: bool) -> None:
    """Run until SIGTERM or SIGINT; then end every child."""
    server = Granian(
        "plusone.cli.web:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    worker = Worker(data)
    if jobs:
        worker.start()
    Thread(target=say_when_up, args=(host, port), daemon=True).start()
    try:
        server.serve()
    finally:
        worker.stop()


def main(arguments: list[str]) -> int:
    data, host = Path(arguments[0]), arguments[1]
    port, workers, threads, jobs = (int(one) for one in arguments[2:6])
    os.environ["PLUSONE_DATA"] = str(data)
    try:
        with marked(data):
            serve(data, host, port, workers, threads, bool(jobs))
    except Wrong as problem:
        print(problem, file=sys.stderr)
        return problem.code
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
