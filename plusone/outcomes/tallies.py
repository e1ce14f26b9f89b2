"""Figures that no page should count row by row: kept in step by `settle`, one row a goal."""

from plusone.outcomes.models import Outcome, PersonTally, Tally
from plusone.people.models import Person
from plusone.purpose.models import Goal


def update(person: Person, goal: Goal | None) -> None:
    """Bring the goal's tally in step with this person's jobs. The caller holds the ledger's lock."""
    jobs = Outcome.objects.filter(person=person, goal=goal)
    celebrated = jobs.celebrated().count()
    verified = jobs.exclude(counted_since=None).filter(counted_until=None).count()
    mine, _made = PersonTally.objects.get_or_create(person=person, goal=goal)
    if (mine.celebrated_jobs, mine.verified_jobs) == (celebrated, verified):
        return
    tally, _new = Tally.objects.get_or_create(goal=goal)
    tally.celebrated_people += (celebrated > 0) - (mine.celebrated_jobs > 0)
    tally.celebrated_jobs += celebrated - mine.celebrated_jobs
    tally.verified_jobs += verified - mine.verified_jobs
    tally.save()
    mine.celebrated_jobs, mine.verified_jobs = celebrated, verified
    mine.save()


def of(goal: Goal | None) -> Tally:
    """The goal's tally; zeros where nobody was celebrated yet."""
    return Tally.objects.filter(goal=goal).first() or Tally(goal=goal)
