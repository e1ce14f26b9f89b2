"""Pages with 20,000 learners against the same with 1,000: what costs more in a large school is a mistake."""

from pathlib import Path

from bench.results import Result, in_turn, middle, spread
from bench.schools import Schools
from bench.wrk import load

FEW, MANY = 1_000, 20_000
ROUNDS, SECONDS, CONNECTIONS = 7, 2, 4
TARGET = 1.2
TOLD_ONLY = {"my day of a registrar"}  # counts the cases that wait, and twenty times as many do


def run(schools: Schools) -> list[Result]:
    pages = {
        "chapter, anonymous": (schools.readers.chapter, ""),
        "chapter, signed in": (schools.readers.chapter, "amara"),
        "my day": ("/me/", "amara"),
        "my day of a registrar": ("/me/", "samir"),
    }
    few, many = schools.with_learners(FEW), schools.with_learners(MANY)
    return compare(schools, many, few, pages, f"{MANY:,} learners against {FEW:,}")


def compare(schools: Schools, many: Path, few: Path, pages: dict[str, tuple[str, str]], sizes: str) -> list[Result]:
    """Each page in both schools, in turn; the ratio of the median times."""
    found = []
    with schools.serve(many) as large, schools.serve(few) as small:
        for name, (path, who) in pages.items():
            headers = schools.readers.headers(who)

            def asked(address: str, path: str = path, headers: dict[str, str] = headers, seconds: float = SECONDS):  # noqa: ANN202
                return load(address + path, headers, connections=CONNECTIONS, seconds=seconds)

            for one in (large, small):
                asked(one.address, seconds=1)
            mine, other, ratios = in_turn(
                lambda: asked(large.address), lambda: asked(small.address), ROUNDS, lambda load: load.median
            )
            told = f"median {middle(mine):.2f} ms against {middle(other):.2f} ms"
            target = None if name in TOLD_ONLY else TARGET
            found.append(Result(f"{sizes}: {name}", middle(ratios), "×", "≤", target, spread(ratios), told))
    return found
