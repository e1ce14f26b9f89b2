"""A worker for tests, in a process of its own that can be killed, on the database of the test that starts it."""

import os
import subprocess
import sys

from django.db import connection


def start(*, lease: float, threads: int = 4) -> "subprocess.Popen[str]":
    """Start the process; it needs a moment until it works, see `wait_until_ready`."""
    environment = {**os.environ, "PLUSONE_TEST_DATABASE": str(connection.settings_dict["NAME"])}
    return subprocess.Popen(
        [sys.executable, "-m", "plusone.testing.worker_process", str(lease), str(threads)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def wait_until_ready(process: "subprocess.Popen[str]") -> None:
    """Return when the worker looks for work."""
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready", "The worker did not start."


def kill(process: "subprocess.Popen[str]") -> None:
    """End the process as a power cut would."""
    process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()
