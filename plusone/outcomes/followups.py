"""Follow-ups: when somebody is asked whether they still work, how often, and until when an answer is taken.

The distances are no threshold of the school: rates of two schools can only be compared at the same days.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from plusone.core import clock, events, ids
from plusone.core.errors import Refused
from plusone.core.models import Event
from plusone.core.text import gettext_lazy as _
from plusone.outcomes.events import START_UNVERIFIED, START_VERIFIED
from plusone.outcomes.models import FollowUp, FollowUpAnswer, Outcome, StartConfirmation, VerifiedStart
from plusone.outcomes.models.cases import PROVEN, State
from plusone.outcomes.models.followups import Answer
from plusone.people.models import Person

DISTANCES = (30, 90, 180, 365, 730)
TRIES = 3
WINDOW = timedelta(days=30)  # a contact later than this says nothing about the day in question

USE = "outcomes.follow_up"  # its question stands in privacy.py


class QuestionGone(Refused):
    """Unknown, of somebody erased, or of a job that is no longer verified; all look the same from outside."""

    status = 404
    sentence = _("This question is not open any more. If we have another one, it comes in a newer mail.")


class QuestionOver(Refused):
    """An answer comes more than 30 days after the day that it would be about."""

    sentence = _("This question closed 30 days after its day, so nothing was stored. The next one comes by mail.")


def last_day(follow_up: FollowUp) -> date:
    """Until when an answer is taken, and can be changed."""
    return follow_up.due_on + WINDOW


def sync_start(outcome: Outcome) -> None:
    """Let verified start and follow-ups agree with the case. Called in the transaction of every change of a case.

    A disputed case keeps the start that it had until the dispute is decided.
    """
    open_start = VerifiedStart.objects.filter(outcome=outcome, until=None).first()
    proven = outcome.state in PROVEN or (outcome.state == State.DISPUTED and open_start is not None)
    verified = proven and _confirmed(outcome)
    if open_start and (not verified or open_start.started_on != outcome.started_on):
        open_start.until = clock.now()
        open_start.save(update_fields=["until"])
        outcome.follow_ups.update(next_on=None)
        events.record(START_UNVERIFIED, subject=outcome)
        open_start = None
    if verified and open_start is None:
        VerifiedStart.objects.create(outcome=outcome, started_on=outcome.started_on, since=clock.now())
        for days in DISTANCES:
            _plan(outcome, days)
        events.record(START_VERIFIED, subject=outcome)


def _confirmed(outcome: Outcome) -> bool:
    return StartConfirmation.objects.filter(outcome=outcome, revision=outcome.revision).exists()


def _plan(outcome: Outcome, days: int) -> None:
    """One row a distance. Verified anew, an answer stays that is about the same day; else it is to be asked (again)."""
    due = outcome.started_on + timedelta(days=days)
    made, new = FollowUp.objects.get_or_create(
        outcome=outcome, days=days, defaults={"due_on": due, "next_on": due, "made_at": clock.now()}
    )
    if new or made.due_on == due:
        if not new and not made.known:
            made.next_on = due
            made.save(update_fields=["next_on"])
        return
    if made.answered_at and abs(made.answered_at.date() - due) > WINDOW and made.known:
        store(made, Answer.CONTRADICTED)  # it was about another day
    made.due_on, made.tries, made.next_on = due, 0, None if made.known else due
    made.save(update_fields=["due_on", "tries", "next_on"])


def contradict(outcome: Outcome) -> None:
    """A job ended before a day on which it was said to last: what was said about that day is not known any more."""
    if outcome.ended_on is None:
        return
    for follow_up in outcome.follow_ups.filter(answer=Answer.SAME, due_on__gt=outcome.ended_on):
        store(follow_up, Answer.CONTRADICTED)


def store(follow_up: FollowUp, answer: Answer, *, noted_by: Person | None = None) -> None:
    """Add what was answered or found out to a locked follow-up; it becomes the newest word."""
    FollowUpAnswer.objects.create(follow_up=follow_up, answer=answer, at=clock.now(), noted_by=noted_by)
    follow_up.answer, follow_up.answered_at, follow_up.next_on = answer, clock.now(), None
    follow_up.save(update_fields=["answer", "answered_at", "next_on"])


def open_ones() -> QuerySet[FollowUp]:
    """Follow-ups of jobs that are a verified start now, and of people who are not erased; with job and person."""
    started = VerifiedStart.objects.filter(until=None).values("outcome")
    found = FollowUp.objects.filter(outcome__in=started, outcome__person__erased_at=None)
    return found.select_related("outcome__person")


def find(which: Q) -> FollowUp | None:
    """The follow-up, where its question is open."""
    return open_ones().filter(which).first()


def take(which: Q) -> FollowUp | None:
    """The same, locked until the transaction ends."""
    return open_ones().select_for_update(of=("self",)).filter(which).first()


def secret(follow_up: FollowUp) -> str:
    """The secret of the mailed link: made by the school's key, the same in all three mails, stored nowhere."""
    return salted_hmac("outcomes.follow_up", str(follow_up.pk), algorithm="sha256").hexdigest()[:48]


def by_token(token: str) -> Q:
    """The one that the link with this secret is about; an empty digest is nobody's."""
    return Q(digest=ids.digest(token))


def told(outcome: Outcome) -> list[dict[str, Any]]:
    """For the person's own copy: what they were asked about this job, and every answer."""
    return [
        {
            "days": one.days,
            "due_on": one.due_on.isoformat(),
            "asked": one.tries,
            "answers": [
                {"answer": said.answer, "at": said.at.isoformat(), "by_telephone": said.noted_by_id is not None}
                for said in sorted(one.answers.all(), key=lambda said: said.pk)
            ],
        }
        for one in sorted(outcome.follow_ups.all(), key=lambda one: one.days)
    ]


def forget(person: Person) -> None:
    """Their links die and nobody asks them; the nameless rows stay, unknown where unanswered."""
    FollowUp.objects.filter(outcome__person=person).update(digest="", next_on=None)


def of_event(event: Event) -> Outcome:
    """The case that an event of this room is about."""
    return Outcome.objects.get(pk=event.subject_id)
