"""A registrar says that they have a stake in a case: from then on it is hidden from them."""

from django.db import transaction

from plusone.core import clock, events
from plusone.core.errors import NotAllowed
from plusone.outcomes import steps
from plusone.outcomes.events import STAKE_DECLARED
from plusone.outcomes.models import StakeDeclaration
from plusone.people.models import Person, Role


def declare_stake(*, actor: Person, outcome_id: int, reason: str) -> StakeDeclaration:
    """Store it, once; a stake is never taken back by the one who has it."""
    if not actor.has_role(Role.REGISTRAR):
        raise NotAllowed
    with transaction.atomic():
        outcome = steps.take(outcome_id)
        stake, new = StakeDeclaration.objects.get_or_create(
            outcome=outcome, person=actor, defaults={"reason": reason, "at": clock.now()}
        )
        if new:
            events.record(STAKE_DECLARED, actor=actor, subject=outcome)
    return stake
