"""`plusone ledger verify`: the same file that a stranger downloads, called from here."""

import argparse

from plusone.outcomes import verify


def run(options: argparse.Namespace) -> int:
    arguments = [options.ledger]
    for name in ("head", "key"):
        if getattr(options, name):
            arguments += [f"--{name}", getattr(options, name)]
    return int(verify.main(arguments))
