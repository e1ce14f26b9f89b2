"""A process killed at random between a report and its ledger line; afterwards everybody is counted, and only once."""

import subprocess
import sys

from bench.results import Result
from bench.schools import HOME, Schools, environment

KILLS = 1_000


def run(schools: Schools) -> list[Result]:
    """`kill_ledger.py` in a process of its own: its first line, and how many of its checks said no."""
    command = [sys.executable, "bench/kill_ledger.py", "--kills", str(KILLS)]
    done = subprocess.run(command, env=environment(), cwd=HOME, stdout=subprocess.PIPE, text=True, check=False)
    lines = done.stdout.splitlines()
    wrong = [line[3:].strip() for line in lines if line.startswith("NO ")]
    right = [line[3:].strip() for line in lines if line.startswith("yes")]
    what = f"{KILLS:,} kills between evidence and ledger: what was lost or counted twice"
    ended = done.returncode == 0 or bool(wrong)  # else it broke, and nothing is known
    told = "; ".join([line for line in lines if "kill" in line] + right + [f"NOT {one}" for one in wrong])
    return [Result(what, len(wrong) if ended else None, "", "≤", 0, told=told)]
