"""A registrar notes an answer that they heard by telephone."""

from django.db import transaction

from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import access, followups
from plusone.outcomes.actions.answer_follow_up import open_question, store_answer
from plusone.outcomes.models import FollowUp
from plusone.people.models import Person
from plusone.people.queries import allows


class NotAsked(Refused):
    sentence = _("This person has not said yes to being asked. Please do not call; they stay unknown.")


class NotDue(Refused):
    sentence = _("The day of this question has not come yet.")


class AnsweredAlready(Refused):
    """The person's own word is not overwritten by what somebody heard."""

    sentence = _("This person answered by the mailed page meanwhile. Their own answer stays.")


def note_follow_up(*, actor: Person, follow_up_id: int, answer: str) -> FollowUp:
    """Store the answer with who heard it. Refuses the registrar's own case or stake, and who is not to be asked."""
    with transaction.atomic():
        follow_up = open_question(follow_up_id)
        access.guard_verifier(actor, follow_up.outcome)
        if not allows(follow_up.outcome.person, followups.USE):
            raise NotAsked
        if not follow_up.tries:
            raise NotDue
        if follow_up.known and follow_up.answers.order_by("-pk").values_list("noted_by", flat=True).first() is None:
            raise AnsweredAlready
        return store_answer(follow_up, answer, noted_by=actor)
