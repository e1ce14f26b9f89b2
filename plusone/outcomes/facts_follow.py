"""Who is still in work, as facts for those inside. Public pages read releases instead."""

from datetime import date

from plusone.core.facts import Reading, fact
from plusone.outcomes import rules
from plusone.outcomes.followups import DISTANCES
from plusone.outcomes.retention import retention


def _register(days: int) -> None:
    @fact(
        f"outcomes.retention_{days}",
        f"Share still in work {days} days after a verified start, of all verified starts at least so long ago; "
        "the unknown stay in n, and where they are too many there is no share.",
        unit="share",
    )
    def read(day: date) -> Reading:
        found = retention(day, days)
        guess = 100 * found.unknown > rules.in_force(day)["unknown_percent"] * found.n
        return Reading(None if guess or not found.n else found.in_work / found.n, found.n, found.unknown)


for _days in DISTANCES:
    _register(_days)
