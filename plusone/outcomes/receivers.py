"""Rows that must be true together with what happened in earlier rooms."""

from plusone.core.events import receives
from plusone.core.models import Event
from plusone.outcomes import chain, receivers_follow, steps
from plusone.outcomes.actions.celebrate import celebrate
from plusone.outcomes.models import Outcome
from plusone.outcomes.models.cases import State
from plusone.purpose.models import Goal

__all__ = ["celebrate_what_waited", "put_goal_into_ledger", "receivers_follow"]


@receives("purpose.goal_stated")
def put_goal_into_ledger(event: Event) -> None:
    """A goal is in the chain from the moment in which it is stated, before anybody counts for it."""
    chain.lock()
    chain.ensure_goal(Goal.objects.get(pk=event.subject_id))


@receives("people.address_confirmed")
def celebrate_what_waited(event: Event) -> None:
    """Jobs that were reported before the address was confirmed are celebrated from that moment on."""
    waiting = Outcome.objects.filter(person=int(event.subject_id), celebrated_at=None).exclude(state=State.WITHDRAWN)
    for outcome_id in waiting.order_by("pk").values_list("pk", flat=True):
        celebrate(steps.take(outcome_id))
