"""A registrar doubts a case that was verified."""

from django.db import transaction

from plusone.outcomes import access, refusals, steps
from plusone.outcomes.actions.appeal import open_dispute
from plusone.outcomes.actions.confirm_case import Seen
from plusone.outcomes.models import Outcome
from plusone.people.models import Person


def dispute_case(*, actor: Person, outcome_id: int, seen: Seen, words: str) -> Outcome:
    """Open a new round. What was counted stays counted until it is decided; the learner is told and may send proof."""
    with transaction.atomic():
        outcome = steps.take(outcome_id)
        access.guard_verifier(actor, outcome)
        seen.guard(outcome)
        if not outcome.proven:
            raise refusals.CaseMoved
        open_dispute(outcome, by=actor, words=words)
        steps.tell(outcome, "disputed", words=words)
    return outcome
