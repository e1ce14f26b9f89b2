"""On the day after a goal's last day its verdict is frozen: what was verified by then, whatever comes later."""

from django.db import transaction

from plusone.core import clock, events
from plusone.outcomes import chain, tallies
from plusone.outcomes.events import VERDICT_FROZEN
from plusone.outcomes.models import GoalVerdict
from plusone.outcomes.models.ledger import LineKind
from plusone.purpose.models import Goal


def freeze_verdicts() -> list[GoalVerdict]:
    """Freeze what is overdue, each goal exactly once, however many call this at the same time."""
    with transaction.atomic():
        chain.lock()
        return freeze_overdue()


def freeze_overdue() -> list[GoalVerdict]:
    """As `freeze_verdicts`, for a caller that holds the ledger's lock. The oldest goal first."""
    overdue = Goal.objects.filter(due_on__lt=clock.today(), verdict=None).order_by("due_on")
    return [_freeze(goal) for goal in overdue]


def _freeze(goal: Goal) -> GoalVerdict:
    chain.ensure_goal(goal)
    stated, tally = chain.newest_of(goal), tallies.of(goal)
    verified = stated.total if stated else 0
    line = chain.append(
        LineKind.VERDICT,
        {
            "goal": goal.number,
            "verified": verified,
            "celebrated_people": tally.celebrated_people,
            "celebrated_jobs": tally.celebrated_jobs,
        },
        goal=goal,
    )
    verdict = GoalVerdict.objects.create(
        goal=goal,
        entry=line,
        verified=verified,
        celebrated_people=tally.celebrated_people,
        celebrated_jobs=tally.celebrated_jobs,
    )
    events.record(VERDICT_FROZEN, subject=goal, goal=goal.number, verified=verified, target=goal.target)
    return verdict
