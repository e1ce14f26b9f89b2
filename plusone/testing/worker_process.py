"""What `plusone.testing.worker` starts: LEASE and THREADS as arguments; prints `ready` when it looks for work."""

import os
import signal
import sys
from typing import Any

import django
from django.conf import settings

database: dict[str, Any] = settings.DATABASES["default"]
database["NAME"] = os.environ["PLUSONE_TEST_DATABASE"]
database["OPTIONS"].pop("pool", None)
django.setup()

from plusone.core.jobs.worker import Worker  # noqa: E402 - only once Django knows the test's database


def main(lease: float, threads: int) -> None:
    """Work until SIGTERM."""
    worker = Worker(threads=threads, lease=lease, pause=0.05, patience=5, with_timetable=False)
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    print("ready", flush=True)
    worker.run()


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
