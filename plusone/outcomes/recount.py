"""The last step of every action that may move a figure."""

from plusone.outcomes import live
from plusone.outcomes.actions.settle import settle
from plusone.outcomes.models import Outcome
from plusone.people.models import Person


def recount(outcome: Outcome, *, actor: Person | None) -> None:
    """Settle the person's count for the goal of this case, and show it on open pages after the commit."""
    settle(outcome.person, outcome.goal, actor=actor)
    live.rewrite_after_commit()
