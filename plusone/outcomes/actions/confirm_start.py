"""*I started*: the learner or the employer confirms the first day, on that day or later."""

from django.db import transaction

from plusone.core import clock, events
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import access, refusals, steps
from plusone.outcomes.events import STARTED
from plusone.outcomes.models import Outcome, StartConfirmation
from plusone.outcomes.models.cases import UNDECIDED, State
from plusone.outcomes.recount import recount
from plusone.people.models import Person


class NotYetStarted(Refused):
    sentence = _("The first day has not come yet. Press it on that day; nobody is counted before.")


def confirm_start(*, actor: Person, outcome_id: int) -> StartConfirmation:
    """Store that the learner started; pressed again it changes nothing. Refuses a day that has not come."""
    with transaction.atomic():
        outcome = steps.take(outcome_id)
        access.guard_own(actor, outcome)
        return store_start(outcome, by=actor)


def store_start(outcome: Outcome, *, by: Person | None) -> StartConfirmation:
    """Store the start of a locked case (by the employer where `by` is None) and settle what it moves."""
    if not outcome.proven and outcome.state not in UNDECIDED and outcome.state != State.DISPUTED:
        raise refusals.CaseClosed
    if outcome.started_on > clock.today(outcome.person.time_zone):
        raise NotYetStarted
    confirmed, new = StartConfirmation.objects.get_or_create(
        outcome=outcome, revision=outcome.revision, by_employer=by is None, defaults={"at": clock.now()}
    )
    if new:
        steps.write(outcome, "started", by=by)
        events.record(STARTED, actor=by, subject=outcome)
        if outcome.proven:
            recount(outcome, actor=by)
    return confirmed
