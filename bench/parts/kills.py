"""Processes killed at random between evidence and ledger; afterwards every case is counted once or not at all."""

import subprocess
import sys

from bench.results import Result
from bench.schools import HOME, Schools, environment

KILLS = 1_000
PROGRAM = HOME / "bench" / "kill_ledger.py"


def run(schools: Schools) -> list[Result]:
    what = f"{KILLS:,} kills between evidence and ledger: cases lost or counted twice"
    if not PROGRAM.exists():
        return [Result(what, None, "", "≤", 0, told="not measured: bench/kill_ledger.py is not there")]
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(KILLS)],
        env=environment(),
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    return [Result(what, 0 if done.returncode == 0 else None, "", "≤", 0, told=said[-1] if said else "")]
