"""Somebody says by the button of a mailed page whether they work; or says that they don't want to be asked."""

from django.db import transaction
from django.db.models import Q

from plusone.core import clock, events
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import followups
from plusone.outcomes.events import FOLLOW_UP_ANSWERED
from plusone.outcomes.models import FollowUp
from plusone.outcomes.models.followups import KNOWN, Answer
from plusone.people.actions.answer_consent import answer_consent
from plusone.people.models import Person


class NoAnswer(Refused):
    sentence = _("Choose one of the answers.")


class EndedBefore(Refused):
    sentence = _("You told us that this job had ended by that day. Choose what you did then.")


def answer_follow_up(*, token: str, answer: str) -> FollowUp:
    """Store the answer of whoever holds the link; it can be changed until 30 days after the day in question.

    The same answer again changes nothing. Refuses a dead link, a late answer, what is no answer, and *still in this
    job* where the job ended before.
    """
    with transaction.atomic():
        follow_up = _open(token)
        return store_answer(follow_up, answer, noted_by=None)


def store_answer(follow_up: FollowUp, answer: str, *, noted_by: Person | None) -> FollowUp:
    """Guard and store the answer to a locked, open follow-up."""
    if answer not in KNOWN:
        raise NoAnswer
    person = follow_up.outcome.person
    if clock.today(person.time_zone) > followups.last_day(follow_up):
        raise followups.QuestionOver
    ended_on = follow_up.outcome.ended_on
    if answer == Answer.SAME and ended_on is not None and ended_on < follow_up.due_on:
        raise EndedBefore
    if follow_up.answer != answer:
        followups.store(follow_up, Answer(answer), noted_by=noted_by)
        events.record(
            FOLLOW_UP_ANSWERED, actor=noted_by or person, subject=follow_up, answer=answer, days=follow_up.days
        )
    return follow_up


def stop_asking(*, token: str) -> FollowUp:
    """Withdraw the consent of whoever holds the link: nothing is asked any more. Again, it changes nothing."""
    follow_up = _open(token, lock=False)  # answer_consent locks the person, and the person comes first
    answer_consent(actor=follow_up.outcome.person, use=followups.USE, answer=False)
    return follow_up


def _open(token: str, *, lock: bool = True) -> FollowUp:
    follow_up = followups.take(followups.by_token(token)) if lock else followups.find(followups.by_token(token))
    if follow_up is None:
        raise followups.QuestionGone
    return follow_up


def open_question(follow_up_id: int) -> FollowUp:
    """The same by number, for those who may note what they heard."""
    follow_up = followups.take(Q(pk=follow_up_id))
    if follow_up is None:
        raise followups.QuestionGone
    return follow_up
