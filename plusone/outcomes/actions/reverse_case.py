"""A registrar reverses a case that was counted by fraud, at any time."""

from django.db import transaction

from plusone.core import events
from plusone.outcomes import access, refusals, steps
from plusone.outcomes.actions.change_report import withdraw_dance
from plusone.outcomes.actions.close_not_proven import close
from plusone.outcomes.actions.confirm_case import Seen
from plusone.outcomes.events import REVERSED
from plusone.outcomes.models import Outcome
from plusone.outcomes.models.cases import State
from plusone.people.models import Person


def reverse_case(*, actor: Person, outcome_id: int, seen: Seen, words: str) -> Outcome:
    """The job is not counted any more (-1), and another verified job of the same person may count instead.

    Refuses what was never proven: that is closed as not proven.
    """
    with transaction.atomic():
        outcome = steps.take(outcome_id)
        access.guard_verifier(actor, outcome)
        seen.guard(outcome)
        if not outcome.proven and outcome.state != State.DISPUTED:
            raise refusals.CaseMoved
        withdraw_dance(outcome)
        close(actor, outcome, State.REVERSED, words)
        events.record(REVERSED, actor=actor, subject=outcome)
    return outcome
