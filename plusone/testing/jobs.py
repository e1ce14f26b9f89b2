"""Jobs for tests of jobs."""

import os
import time
from pathlib import Path

from plusone.core.jobs.tasks import task


@task(max_attempts=3, backoff=2)
def leave_mark(folder: str, name: str, seconds: float = 0) -> None:
    """Write a file called `name`, after some work; again and again the same. Each beginning is a line of another."""
    with (Path(folder) / f"{name}.began").open("a") as file:
        file.write(f"{os.getpid()}\n")
    time.sleep(seconds)
    (Path(folder) / f"{name}.done").touch()


@task(max_attempts=2, backoff=3)
def always_fail(word: str) -> None:
    """Raise, with the word that was given."""
    raise ValueError(word)
