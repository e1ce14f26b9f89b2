"""A learner does not agree with *not proven*."""

from datetime import datetime, timedelta

from django.db import transaction

from plusone.core import clock, events
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import access, steps
from plusone.outcomes.events import DISPUTED
from plusone.outcomes.models import Outcome
from plusone.outcomes.models.cases import State
from plusone.people.models import Person

DAYS = 14


class NothingToAppeal(Refused):
    sentence = _("There is no finding to appeal against.")


class AppealTooLate(Refused):
    sentence = _("An appeal is open for 14 days after the finding, and those are over.")


class AppealedBefore(Refused):
    sentence = _("This case was appealed once and decided by somebody else. That finding stands.")


def appeal_until(outcome: Outcome) -> datetime | None:
    """Until when the learner may appeal; None where they may not."""
    if outcome.state != State.NOT_PROVEN or outcome.round > 1:
        return None
    closed = outcome.steps.filter(state=State.NOT_PROVEN).order_by("-pk").first()
    return closed.at + timedelta(days=DAYS) if closed else None


def appeal(*, actor: Person, outcome_id: int, words: str) -> Outcome:
    """Open a dispute, once, within 14 days; somebody who did not find before decides it."""
    with transaction.atomic():
        outcome = steps.take(outcome_id)
        access.guard_own(actor, outcome)
        if outcome.state == State.NOT_PROVEN and outcome.round > 1:
            raise AppealedBefore
        until = appeal_until(outcome)
        if until is None:
            raise NothingToAppeal
        if clock.now() > until:
            raise AppealTooLate
        open_dispute(outcome, by=actor, words=words)
    return outcome


def open_dispute(outcome: Outcome, *, by: Person | None, words: str = "") -> None:
    """A new round for a locked case: it waits for a verifier who has not found before."""
    outcome.state = State.DISPUTED
    outcome.round += 1
    outcome.waiting_since = clock.now()
    outcome.save(update_fields=["state", "round", "waiting_since"])
    steps.write(outcome, "disputed", by=by, words=words)
    events.record(DISPUTED, actor=by, subject=outcome)
