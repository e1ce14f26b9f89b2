"""`plusone check`: everything that the program can see of its own installation."""

import argparse
import sys

from django.core import checks

from plusone.cli.readiness import errors, open_migrations, written


def run(options: argparse.Namespace) -> int:
    waiting = open_migrations()
    if waiting:
        print(f"The database is older than the program. Run: plusone upgrade --data {options.data}", file=sys.stderr)
    # Tables that do not exist yet have no guards either: what the database says is asked only once they are there.
    found = errors(with_database=not waiting)
    for message in found:
        grave = "Error" if message.level >= checks.ERROR else "Advice"
        print(f"{grave}: {written(message)}", file=sys.stderr)
    if waiting or any(message.level >= checks.ERROR for message in found):
        return 1
    print("Nothing is wrong." if not found else f"Nothing is wrong; {len(found)} pieces of advice.")
    return 0
