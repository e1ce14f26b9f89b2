"""What a call says while it works: to a person line by line, without a clock that a test would have to ignore."""

import sys


def say(sentence: str) -> None:
    """One step of long work, on standard error, so that standard output stays what was asked for."""
    print(sentence, file=sys.stderr, flush=True)
