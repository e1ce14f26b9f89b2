"""Fill the school that the environment names.

python -m bench.fill base | learners N | entries N | registrations N
"""

import sys

import django

django.setup()

from bench.fill import base, entries, learners, registrations  # noqa: E402

FILLS = {
    "base": base.fill,
    "learners": learners.fill,
    "entries": entries.fill,
    "registrations": registrations.fill,
}


def main(what: str, *numbers: str) -> None:
    FILLS[what](*(int(number) for number in numbers))


if __name__ == "__main__":
    main(*sys.argv[1:])
