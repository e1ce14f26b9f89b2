"""A learner says that a job ended."""

from datetime import date

from django.db import transaction

from plusone.core import clock, events
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import access, refusals, steps
from plusone.outcomes.events import ENDED
from plusone.outcomes.models import Outcome
from plusone.outcomes.models.cases import State
from plusone.outcomes.recount import recount
from plusone.people.models import Person


class EndBeforeStart(refusals.FactRefused):
    field = "ended_on"
    sentence = _("The last day is before the first day. If it never started, withdraw the report instead.")


class EndAhead(refusals.FactRefused):
    field = "ended_on"
    sentence = _("The last day has not come yet. Tell us on that day, or later.")


class EndKnown(refusals.FactRefused):
    field = "ended_on"
    sentence = _("You told us the last day of this job already.")


def report_end(*, actor: Person, outcome_id: int, ended_on: date) -> Outcome:
    """Store the last day, once. An early end takes the job from the count; a later one only lowers retention."""
    with transaction.atomic():
        outcome = steps.take(outcome_id)
        access.guard_own(actor, outcome)
        if outcome.state in {State.WITHDRAWN, State.REVERSED}:
            raise refusals.CaseClosed
        if outcome.ended_on == ended_on:
            return outcome
        if outcome.ended_on is not None:
            raise EndKnown
        if ended_on < outcome.started_on:
            raise EndBeforeStart
        if ended_on > clock.today(actor.time_zone):
            raise EndAhead
        outcome.ended_on = ended_on
        outcome.save(update_fields=["ended_on"])
        steps.write(outcome, "ended", by=actor)
        events.record(ENDED, actor=actor, subject=outcome)
        recount(outcome, actor=actor)
    return outcome
