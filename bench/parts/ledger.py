"""Pages on the count with a million entries against a thousand."""

from bench.parts.growth import compare
from bench.results import Result
from bench.schools import Schools

FEW, MANY = 1_000, 1_000_000


def run(schools: Schools) -> list[Result]:
    pages = {
        "goals": ("/goals/", ""),
        "first page": ("/", ""),
        "impact": ("/impact/", ""),
        "how we count": ("/impact/how-we-count/", ""),
    }
    few, many = schools.with_entries(FEW), schools.with_entries(MANY)
    return compare(schools, many, few, pages, f"{MANY:,} ledger entries against {FEW:,}")
