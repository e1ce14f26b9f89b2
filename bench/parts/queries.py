"""How many queries a page makes, asked of Django itself."""

import json

from bench.results import Result
from bench.schools import Schools

TARGETS = {"Chapter, anonymous": 1, "Chapter, signed in": 4, "My day": 8}


def run(schools: Schools) -> list[Result]:
    counted: dict[str, list[str]] = json.loads(schools.inside(schools.base, module="bench.ask"))
    return [
        Result(
            f"SQL queries: {what}",
            len(counted[what]),
            "",
            "≤",
            target,
            told="tables, in turn: " + ", ".join(counted[what]),
        )
        for what, target in TARGETS.items()
    ]
