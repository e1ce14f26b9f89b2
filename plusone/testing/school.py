"""Real calls of the `plusone` command for tests, in processes and folders of their own."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import plusone

HOME = Path(plusone.__file__).resolve().parent.parent


def environment(**settings: str) -> dict[str, str]:
    """The environment without any of Plusone's settings, but those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PLUSONE_", "DJANGO_"))}
    return {**kept, "PYTHONPATH": str(HOME), "PYTHONUNBUFFERED": "1", **settings}


def call(*arguments: object, seconds: float = 120, **settings: str) -> "subprocess.CompletedProcess[str]":
    """`plusone ARGUMENTS`, to its end; without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "plusone", *map(str, arguments)],
        env=environment(**settings),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def begin(*arguments: object, **settings: str) -> "subprocess.Popen[str]":
    """`plusone ARGUMENTS`, left running; what it prints can be read line by line."""
    return subprocess.Popen(
        [sys.executable, "-m", "plusone", *map(str, arguments)],
        env=environment(**settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def empty_school(data: Path) -> Path:
    """Tables and a settings file, and nothing else: the quickest school that can be served."""
    data.mkdir(parents=True)
    (data / "plusone.env").write_text(f"PLUSONE_KEYS={data}.keys\n")
    program = (
        "import django; django.setup(); from django.core.management import call_command as c; c('migrate', verbosity=0)"
    )
    settings = {
        "PLUSONE_DATA": str(data),
        "PLUSONE_KEYS": f"{data}.keys",
        "DJANGO_SETTINGS_MODULE": "plusone.config.settings",
    }
    subprocess.run([sys.executable, "-c", program], env=environment(**settings), check=True)
    return data


def children(pid: int) -> list[int]:
    """Every living process below this one (Linux)."""
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        below.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, todo = [], [pid]
    while todo:
        for child in below.get(todo.pop(), []):
            found.append(child)
            todo.append(child)
    return found
