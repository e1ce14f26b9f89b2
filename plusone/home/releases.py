"""Who is still in work, as the newest monthly release says it. Public rates come from there and from nothing else.

Read from `Release.figures["retention"]`: a list of `{"days", "n", "in_work", "unknown"}`, each a number that is
rounded already, or null where fewer than 20 people were asked about.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from plusone.outcomes.models import Release

SMALLEST = 20  # people; a rate of fewer would speak of persons
TOO_MANY_UNKNOWN = 0.2  # beyond this share the range replaces the rate


@dataclass(frozen=True)
class Retained:
    """Of `n` verified starts at least `days` days ago, `in_work` are known to work, and `unknown` are not known."""

    days: int
    n: int | None
    in_work: int | None
    unknown: int | None

    @property
    def shown(self) -> bool:
        return self.n is not None and self.n >= SMALLEST and self.in_work is not None

    @property
    def low(self) -> int:
        return round(100 * (self.in_work or 0) / (self.n or 1))

    @property
    def high(self) -> int:
        return min(round(100 * ((self.in_work or 0) + (self.unknown or 0)) / (self.n or 1)), 100)

    @property
    def gap(self) -> int:
        return self.high - self.low

    @property
    def only_range(self) -> bool:
        return (self.unknown or 0) > TOO_MANY_UNKNOWN * (self.n or 1)


@dataclass(frozen=True)
class StillInWork:
    """`month` is the release's; None where there is none yet, and then `next_on` is the day of the first."""

    month: date | None
    next_on: date
    rows: list[Retained]

    @property
    def headline(self) -> Retained | None:
        """The longest distance with enough people behind it, half a year preferred."""
        shown = [row for row in self.rows if row.shown]
        return next((row for row in shown if row.days == 180), shown[-1] if shown else None)


def still_in_work(day: date) -> StillInWork:
    release = Release.objects.order_by("-month").first()
    rows = release.figures.get("retention", []) if release else []
    return StillInWork(
        month=release.month if release else None,
        next_on=first_of_next(day),
        rows=[Retained(row["days"], row.get("n"), row.get("in_work"), row.get("unknown")) for row in rows],
    )


def first_of_next(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
