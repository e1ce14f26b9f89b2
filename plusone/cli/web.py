"""What a web process of `plusone serve` runs: Django, and never longer than the process that watches over it."""

import ctypes
import os
import signal
import sys

from plusone.config.wsgi import application

PR_SET_PDEATHSIG = 1

if sys.platform == "linux":
    # Killed without a chance to tell its children, the watcher would leave them on the port.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == 1:
        raise SystemExit("The process that started this one is gone.")

__all__ = ["application"]
