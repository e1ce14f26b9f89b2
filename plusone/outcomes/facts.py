"""The count as named numbers, at the end of any day. Each is read from one row, however long the ledger is."""

from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from plusone.core import clock
from plusone.core.facts import Reading, fact
from plusone.outcomes import chain, facts_follow, tallies
from plusone.outcomes.models import CaseStep, LedgerEntry, Outcome
from plusone.outcomes.models.cases import State
from plusone.purpose.models import Goal

__all__ = ["celebrated_jobs", "celebrated_people", "facts_follow", "verified_jobs", "verified_people"]


def _end(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, UTC)


def _whole(value: int) -> Reading:
    return Reading(value, value)


@fact("outcomes.verified_people", "People in a verified job, each once, for a goal (or without one).", unit="people")
def verified_people(day: date, goal: Goal | None = None) -> Reading:
    """The ledger's running total."""
    if day >= clock.today():
        line = chain.newest_of(goal)
    else:
        lines = LedgerEntry.objects.filter(goal=goal, written_at__lt=_end(day))
        line = lines.order_by("-written_at", "-seq").first()
    return _whole(line.total if line else 0)


@fact("outcomes.verified_jobs", "Verified jobs, each new job of a person, for a goal (or without one).", unit="jobs")
def verified_jobs(day: date, goal: Goal | None = None) -> Reading:
    if day >= clock.today():
        return _whole(tallies.of(goal).verified_jobs)
    jobs = Outcome.objects.filter(goal=goal, counted_since__lte=day)
    return _whole(jobs.filter(Q(counted_until=None) | Q(counted_until__gt=day)).count())


@fact("outcomes.celebrated_people", "People who told of a job, each once, for a goal (or without one).", unit="people")
def celebrated_people(day: date, goal: Goal | None = None) -> Reading:
    if day >= clock.today():
        return _whole(tallies.of(goal).celebrated_people)
    return _whole(_celebrated(day, goal).values("person").distinct().count())


@fact("outcomes.celebrated_jobs", "Jobs that people told of, for a goal (or without one).", unit="jobs")
def celebrated_jobs(day: date, goal: Goal | None = None) -> Reading:
    if day >= clock.today():
        return _whole(tallies.of(goal).celebrated_jobs)
    return _whole(_celebrated(day, goal).count())


def _celebrated(day: date, goal: Goal | None) -> QuerySet[Outcome]:
    """Told by the end of the day, and not withdrawn by then."""
    withdrawn = CaseStep.objects.filter(outcome=OuterRef("pk"), state=State.WITHDRAWN, at__lt=_end(day))
    return Outcome.objects.filter(goal=goal, celebrated_at__lt=_end(day)).exclude(Exists(withdrawn))
