"""Going on as another program of ours."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import plusone


def become(module: str, *arguments: str) -> NoReturn:
    """Replace this process by `python -m module arguments`, which finds the same Plusone."""
    home = str(Path(plusone.__file__).resolve().parent.parent)
    paths = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path and path != home]
    os.environ["PYTHONPATH"] = os.pathsep.join([home, *paths])
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", module, *arguments])  # noqa: S606 - our own program
