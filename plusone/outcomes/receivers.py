"""Rows that must be true together with what happened in earlier rooms."""

from plusone.core.events import receives
from plusone.core.models import Event
from plusone.outcomes import chain
from plusone.purpose.models import Goal


@receives("purpose.goal_stated")
def put_goal_into_ledger(event: Event) -> None:
    """A goal is in the chain from the moment in which it is stated, before anybody counts for it."""
    chain.lock()
    chain.ensure_goal(Goal.objects.get(pk=event.subject_id))
