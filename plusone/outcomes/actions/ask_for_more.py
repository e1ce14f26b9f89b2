"""A registrar asks the learner for more."""

from datetime import timedelta

from django.db import transaction

from plusone.core import clock, events
from plusone.outcomes import access, refusals, rules, steps
from plusone.outcomes.actions.confirm_case import Seen
from plusone.outcomes.events import MORE_ASKED
from plusone.outcomes.models import Outcome
from plusone.outcomes.models.cases import State
from plusone.people.models import Person


def ask_for_more(*, actor: Person, outcome_id: int, seen: Seen, words: str) -> Outcome:
    """Send the words to the learner, who has as long as for the first proof. Nothing is counted meanwhile."""
    with transaction.atomic():
        outcome = steps.take(outcome_id)
        access.guard_verifier(actor, outcome)
        seen.guard(outcome)
        if outcome.state != State.IN_REVIEW:
            raise refusals.CaseMoved
        today = clock.today(outcome.person.time_zone)
        outcome.state = State.ASKED
        outcome.waiting_since = None
        outcome.evidence_due_on = today + timedelta(days=rules.in_force(today)["evidence_days"])
        outcome.save(update_fields=["state", "waiting_since", "evidence_due_on"])
        step = steps.write(outcome, "more_asked", by=actor, words=words)
        events.record(MORE_ASKED, actor=actor, subject=outcome)
        steps.tell(outcome, "more_asked", once=str(step.pk), words=words)
    return outcome
