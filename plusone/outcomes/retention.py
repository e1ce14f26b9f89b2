"""Who is still in work: of all verified starts at least so many days ago, read as of any day, also a past one.

Whoever was not asked, not reached or not heard yet is unknown, and stays in the denominator.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from plusone.outcomes.models import FollowUpAnswer, VerifiedStart
from plusone.outcomes.models.followups import IN_WORK, KNOWN
from plusone.outcomes.statistics import Interval, bounds


@dataclass(frozen=True)
class Retention:
    """Exact figures at one distance: `n` verified starts, of them so many in work, and so many unknown."""

    days: int
    n: int
    in_work: int
    unknown: int

    @property
    def bounds(self) -> Interval | None:
        """The share if none, and if all, of the unknown work; None where nobody started so long ago."""
        return bounds(self.in_work, self.unknown, self.n) if self.n else None


def end_of(day: date) -> datetime:
    """The first instant (UTC) after `day`; what happened before it had happened on that day."""
    return datetime.combine(day + timedelta(days=1), time.min, UTC)


def starts(moment: datetime) -> QuerySet[VerifiedStart]:
    """Starts that were verified at `moment`. One job has never two rows that hold at once."""
    return VerifiedStart.objects.filter(since__lt=moment).filter(Q(until=None) | Q(until__gte=moment))


def retention(day: date, days: int) -> Retention:
    """Still in work `days` days after a verified start, as known at the end of `day` (UTC). One query."""
    moment = end_of(day)
    words = FollowUpAnswer.objects.filter(
        follow_up__outcome=OuterRef("outcome"), follow_up__days=days, at__lt=moment
    ).order_by("-at", "-pk")
    old_enough = starts(moment).filter(started_on__lte=day - timedelta(days=days))
    said = old_enough.annotate(said=Subquery(words.values("answer")[:1]))
    found = said.aggregate(
        n=Count("pk"), in_work=Count("pk", filter=Q(said__in=IN_WORK)), known=Count("pk", filter=Q(said__in=KNOWN))
    )
    return Retention(days, found["n"], found["in_work"], found["n"] - found["known"])
