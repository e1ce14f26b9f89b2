"""`plusone ledger export`: every line of the ledger, and a head signed for this export."""

import argparse
import sys
from pathlib import Path

from plusone.cli.errors import Wrong
from plusone.outcomes.exports import export_lines


def run(options: argparse.Namespace) -> int:
    if options.path is None:
        for piece in export_lines():
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()
        return 0
    target = Path(options.path)
    partial = target.with_name(f"{target.name}.partial")
    try:
        with partial.open("wb") as file:
            for piece in export_lines():
                file.write(piece)
        partial.replace(target)
    except OSError as problem:
        raise Wrong(f"{target} cannot be written: {problem.strerror}.") from problem
    finally:
        partial.unlink(missing_ok=True)
    print(f"The ledger lies in {target}. Check it with: plusone ledger verify {target}")
    return 0
