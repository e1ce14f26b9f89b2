"""`make bench`: how quick and how light Plusone is, as ratios that are taken in one run, in turn.

    python -m bench [PART …]

Parts: chapter first-visit queries growth ledger verify memory kills; all of them where none is named. Writes
`bench/results.json` and the table in `bench/README.md`; what was not measured this time stays as it was.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench import report, wrk
from bench.parts import chapter, first_visit, growth, kills, ledger, memory, queries, verify
from bench.results import Result
from bench.schools import Schools

PARTS: dict[str, Callable[[Schools], list[Result]]] = {
    "chapter": chapter.run,
    "first-visit": first_visit.run,
    "queries": queries.run,
    "growth": growth.run,
    "ledger": ledger.run,
    "verify": verify.run,
    "memory": memory.run,
    "kills": kills.run,
}


def main(arguments: list[str]) -> int:
    """Measure; 0 also where a target was missed: a figure is not a test."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART", help=" ".join(PARTS))
    parser.add_argument(
        "--schools",
        type=Path,
        metavar="DIR",
        help="make the schools there, and keep them for as long as the program stays the same",
    )
    given = parser.parse_args(arguments)
    wanted = given.parts or list(PARTS)
    wrk.install()
    schools = Schools(given.schools and given.schools.resolve())
    try:
        for name in (name for name in PARTS if name in wanted):
            began = time.monotonic()
            print(f"== {name}", flush=True)
            found = PARTS[name](schools)
            for one in found:
                print("  " + report.line(one), flush=True)
            report.keep(name, found, time.monotonic() - began)
    finally:
        schools.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
