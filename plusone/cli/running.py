"""A mark that the school runs: a shared lock on a file in its folder, held as long as a process serves it.

`restore` asks for the lock alone. The system lets go of it when the process ends, however it ends.
"""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from plusone.cli.errors import Wrong

LOCK_FILE = "running.lock"


@contextlib.contextmanager
def marked(data: Path) -> Iterator[None]:
    """Hold the mark inside the block. Refused while somebody restores."""
    with (data / LOCK_FILE).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Wrong("A back-up is being put in place. Wait until it is done.") from None
        yield


@contextlib.contextmanager
def alone(data: Path) -> Iterator[None]:
    """Refused while the school runs; inside the block it cannot be started."""
    with (data / LOCK_FILE).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Wrong("The school is running. Stop it first: Ctrl-C where `plusone serve` runs.") from None
        yield
