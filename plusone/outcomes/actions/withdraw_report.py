"""A report is taken back, by its learner or by a registrar."""

from django.db import transaction

from plusone.core import clock, events
from plusone.outcomes import access, refusals, steps
from plusone.outcomes.actions.change_report import withdraw_dance
from plusone.outcomes.events import WITHDRAWN
from plusone.outcomes.evidence import forget_files
from plusone.outcomes.models import Outcome
from plusone.outcomes.models.cases import State
from plusone.outcomes.recount import recount
from plusone.people.models import Person


def withdraw_report(*, actor: Person, outcome_id: int, words: str = "") -> Outcome:
    """Celebrated goes back by one, a counted job writes -1, the dance and every proof go, open questions die.

    Withdrawing again changes nothing. A registrar without a stake may do it too, and gives a reason in `words`,
    which the learner reads. Refuses a case that was reversed.
    """
    with transaction.atomic():
        outcome = steps.take(outcome_id)
        if outcome.person_id != actor.pk:
            access.guard_verifier(actor, outcome)
        if outcome.state == State.WITHDRAWN:
            return outcome
        if outcome.state == State.REVERSED:
            raise refusals.CaseClosed
        outcome.state = State.WITHDRAWN
        outcome.waiting_since = None
        outcome.save(update_fields=["state", "waiting_since"])
        withdraw_dance(outcome)
        forget_files(outcome, kept_too=True)
        outcome.employer_questions.filter(answered_at=None).update(withdrawn_at=clock.now())
        steps.write(outcome, "withdrawn", by=actor, words=words)
        events.record(WITHDRAWN, actor=actor, subject=outcome)
        if outcome.person_id != actor.pk:
            steps.tell(outcome, "withdrawn", words=words)
        recount(outcome, actor=actor)
    return outcome
