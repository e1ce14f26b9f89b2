"""A learner answers what was left open: the same post as before, and whether the school helped."""

from django.db import transaction

from plusone.core import events
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import access, steps
from plusone.outcomes.events import ANSWERED
from plusone.outcomes.models import Outcome
from plusone.outcomes.recount import recount
from plusone.people.models import Person


class AnsweredAlready(Refused):
    sentence = _("You answered this before. To change an answer, change the report; then it is checked again.")


def answer_questions(*, actor: Person, outcome_id: int, same_post: bool | None = None, credit: str = "") -> Outcome:
    """Store the answers that are given. An open question stays open; an answer given before is not changed here."""
    with transaction.atomic():
        outcome = steps.take(outcome_id)
        access.guard_own(actor, outcome)
        answered = []
        for name, value, open_now in (
            ("same_post", same_post, outcome.same_post is None),
            ("credit", credit or None, not outcome.credit),
        ):
            if value is None or value == getattr(outcome, name):
                continue
            if not open_now:
                raise AnsweredAlready
            setattr(outcome, name, value)
            answered.append(name)
        if answered:
            outcome.save(update_fields=answered)
            steps.write(outcome, "answered", by=actor)
            events.record(ANSWERED, actor=actor, subject=outcome, fields=answered)
            recount(outcome, actor=actor)
    return outcome
