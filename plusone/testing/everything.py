"""`make test`: every test on SQLite, the browser's included; then whatever writes or locks on PostgreSQL too.

Installs what is missing (Chromium, PostgreSQL), tells what it does, and ends with one summary. A test that was
skipped is named there: nothing is left out silently.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from plusone.testing import browser, postgres

PYTEST = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal", "-rs", "--durations=5"]
NOT_IN_A_BROWSER = "not browser or story"  # the story runs on both databases


@dataclass(frozen=True)
class Outcome:
    """What one run said."""

    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    code: int


def install_browser() -> None:
    """Chromium by the system's packages, else by Playwright."""
    if browser.executable():
        return
    print("== Installing Chromium", flush=True)
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*before, "apt-get", "update", "-q"], check=False, stdout=subprocess.DEVNULL)
        subprocess.run(
            [*before, "apt-get", "install", "-y", "-q", "chromium"], check=False, stdout=subprocess.DEVNULL, env=quiet
        )
    if not browser.executable():
        subprocess.run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=False)


def run(name: str, arguments: list[str], environment: dict[str, str]) -> Outcome:
    """One run of pytest; the counts come from its report, so that a crash is never taken for a success."""
    print(f"== {name}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        began = time.monotonic()
        code = subprocess.run(
            [*PYTEST, f"--junitxml={report}", *arguments], check=False, env={**os.environ, **environment}
        ).returncode
        seconds = time.monotonic() - began
        if not report.exists():
            return Outcome(name, 0, 1, 0, seconds, code or 1)
        totals = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
        for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314 - pytest wrote it just now
            for key in totals:
                totals[key] += int(suite.get(key, 0))
    failed = totals["failures"] + totals["errors"]
    passed = totals["tests"] - failed - totals["skipped"]
    return Outcome(name, passed, failed, totals["skipped"], seconds, code)


def on_postgresql(arguments: list[str]) -> Outcome:
    name = "PostgreSQL: everything that writes or locks, and the story"
    try:
        with postgres.cluster() as address:
            return run(name, ["-m", NOT_IN_A_BROWSER, *arguments], {"PLUSONE_DATABASE": address})
    except postgres.NotFound as problem:
        print(problem, file=sys.stderr)
        return Outcome(name, 0, 1, 0, 0, 1)


def main(arguments: list[str]) -> int:
    """Both runs and the summary; 0 where nothing failed."""
    install_browser()
    outcomes = [run("SQLite: everything, in a real browser too", arguments, {"PLUSONE_DATABASE": ""})]
    outcomes.append(on_postgresql(arguments))
    print("\n== Summary")
    for one in outcomes:
        print(f"{one.name}: {one.passed} passed, {one.failed} failed, {one.skipped} skipped in {one.seconds:.0f} s")
    passed, failed, skipped = (sum(getattr(one, key) for one in outcomes) for key in ("passed", "failed", "skipped"))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped (reasons above)" if skipped else ""))
    return 1 if failed or any(one.code for one in outcomes) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
