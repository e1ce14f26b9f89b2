"""A private PostgreSQL for the tests: `python -m plusone.testing.postgres COMMAND …` runs a command beside one.

The programs are found, or installed by the system's packages. The cluster lies in a temporary folder, listens on a
free port of this machine only, writes nothing durably, and is stopped and removed at the end.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
INSTALLERS = (
    ("apt-get", ["apt-get", "install", "-y", "-q", "postgresql"]),
    ("dnf", ["dnf", "install", "-y", "-q", "postgresql-server"]),
    ("apk", ["apk", "add", "-q", "postgresql"]),
    ("brew", ["brew", "install", "-q", "postgresql"]),
)


class NotFound(Exception):
    """PostgreSQL is neither here nor can it be installed."""


def find() -> Path | None:
    """The folder of `initdb` and `postgres`, the newest release first."""
    found = [folder for place in PLACES for folder in Path("/").glob(place[1:]) if (folder / "initdb").exists()]
    found.sort(key=lambda folder: [int(part) for part in folder.parts if part.isdigit()], reverse=True)
    if found:
        return found[0]
    program = shutil.which("initdb")
    return Path(program).resolve().parent if program else None


def find_or_install() -> Path:
    """As `find`, and installs the programs where they are missing and this user may."""
    found = find()
    if found:
        return found
    for program, command in INSTALLERS:
        if not shutil.which(program):
            continue
        before = [] if os.geteuid() == 0 or program == "brew" else ["sudo", "-n"]
        print(f"PostgreSQL is not installed. Running: {' '.join(before + command)}", file=sys.stderr, flush=True)
        if program == "apt-get":
            subprocess.run([*before, "apt-get", "update", "-q"], check=False, stdout=subprocess.DEVNULL)
        subprocess.run(
            [*before, *command],
            check=False,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        found = find()
        if found:
            return found
    raise NotFound("The tests need PostgreSQL 15 or newer. Install it, for example: apt-get install postgresql")


def _unprivileged() -> dict[str, Any]:
    """How to start a program as somebody else than root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            account = pwd.getpwnam(name)
            return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise NotFound("PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as.")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """A running server for the block; gives the address of its empty database, as PLUSONE_DATABASE wants it."""
    programs = find_or_install()
    who = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="plusone-pg-"))
    data = folder / "data"
    log = (folder / "log").open("wb")
    server: subprocess.Popen[bytes] | None = None
    try:
        if who:
            os.chown(folder, who["user"], who["group"])
        quiet: dict[str, Any] = {
            "cwd": folder,
            "stdout": log,
            "stderr": log,
            "env": {"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
        }
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "plusone", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"],
            check=True,
            **quiet,
            **who,
        )
        port = _free_port()
        options = {
            "port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off",
            "full_page_writes": "off", "synchronous_commit": "off", "max_connections": 120, "autovacuum": "off",
        }  # fmt: skip
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        server = subprocess.Popen([programs / "postgres", "-D", data, *settings], **quiet, **who)
        _wait_for(port, server, folder / "log")
        yield f"postgresql://plusone@127.0.0.1:{port}/postgres"
    finally:
        if server and server.poll() is None:
            server.send_signal(signal.SIGINT)  # the fast way to stop: sessions end, nothing is waited for
            try:
                server.wait(timeout=15)
            except subprocess.TimeoutExpired:
                server.send_signal(signal.SIGQUIT)
                server.wait()
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if server.poll() is not None:
            raise NotFound(f"PostgreSQL did not start:\n{log.read_text(errors='replace')[-2000:]}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise NotFound(f"PostgreSQL did not answer within 30 seconds:\n{log.read_text(errors='replace')[-2000:]}")


def main(command: list[str]) -> int:
    """Run a command with PLUSONE_DATABASE set; give back its exit code."""
    if not command:
        print("Say what to run: python -m plusone.testing.postgres COMMAND …", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with cluster() as address:
            return subprocess.run(command, check=False, env={**os.environ, "PLUSONE_DATABASE": address}).returncode
    except NotFound as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
