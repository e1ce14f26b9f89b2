"""Follow-ups for the mailed page, for *my day* and for the registrar."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from plusone.core import clock
from plusone.outcomes import followups
from plusone.outcomes.models import FollowUp, Outcome
from plusone.outcomes.models.followups import KNOWN, Answer
from plusone.people.models import Consent, Person

PAGE = 50
UNANSWERED = ("", Answer.UNREACHABLE, Answer.CONTRADICTED)  # asked, and not known


@dataclass(frozen=True)
class OpenQuestion:
    """A follow-up that a person was asked and has not answered, with the page that takes the answer."""

    employer: str
    days: int
    due_on: date
    until: date
    address: str


def open_question(person: Person) -> OpenQuestion | None:
    """The oldest question that the person was asked and can still answer, for *my day*. One query.

    None for who said no to being asked, also if they were asked before.
    """
    since = clock.today(person.time_zone) - followups.WINDOW
    asked = followups.open_ones().filter(
        outcome__person=person,
        outcome__person__in=_allowing(),
        tries__gt=0,
        answer__in=UNANSWERED,
        due_on__gte=since,
    )
    found = asked.order_by("due_on", "pk").first()
    if found is None:
        return None
    address = reverse("outcomes:follow_up", args=[followups.secret(found)])
    return OpenQuestion(found.outcome.employer, found.days, found.due_on, followups.last_day(found), address)


@dataclass(frozen=True)
class FollowUpPage:
    """What the mailed page says. `choices` are the answers that can be true; `asks_end`: the last day is missing."""

    follow_up: FollowUp
    outcome: Outcome
    person: Person
    until: date
    over: bool
    answer: str
    answer_label: str
    choices: frozenset[str]
    asks_end: bool
    next_on: date | None


def follow_up_page(token: str) -> FollowUpPage:
    """The question behind a link; refuses a dead one. Two queries, and nothing is written."""
    found = followups.find(followups.by_token(token))
    if found is None:
        raise followups.QuestionGone
    outcome, person = found.outcome, found.outcome.person
    today = clock.today(person.time_zone)
    ended_before = outcome.ended_on is not None and outcome.ended_on < found.due_on
    answers = KNOWN - {Answer.SAME} if ended_before else KNOWN
    later = outcome.follow_ups.filter(due_on__gt=max(today, found.due_on)).order_by("due_on").first()
    return FollowUpPage(
        follow_up=found,
        outcome=outcome,
        person=person,
        until=followups.last_day(found),
        over=today > followups.last_day(found),
        answer=found.answer if found.known else "",
        answer_label=str(Answer(found.answer).label) if found.known else "",
        choices=frozenset(str(one.value) for one in answers),
        asks_end=found.known and found.answer != Answer.SAME and outcome.ended_on is None,
        next_on=later.due_on if later else None,
    )


@dataclass(frozen=True)
class Unanswered:
    """A page of the registrar's list; `after` is where the next page begins."""

    rows: list[FollowUp]
    after: int | None


def asked_of(registrar: Person) -> QuerySet[FollowUp]:
    """Follow-ups that were asked, but for the registrar's own and those of cases in which they have a stake."""
    return followups.open_ones().filter(tries__gt=0, outcome__in=Outcome.objects.checked_by(registrar).values("pk"))


def unanswered_of(registrar: Person) -> QuerySet[FollowUp]:
    """Of these, what nobody answered and can still be answered, of people whose newest word on being asked is yes."""
    since = clock.today() - followups.WINDOW
    still = asked_of(registrar).filter(answer__in=UNANSWERED, due_on__gte=since)
    return still.filter(outcome__person__in=_allowing())


def _allowing() -> QuerySet[Consent, Any]:
    """Everybody whose newest word on being asked is yes."""
    return Consent.objects.newest().filter(use=followups.USE, answer=True).values("person")


def unanswered(registrar: Person, after: int | None = None) -> Unanswered:
    """Up to 50, the oldest first, which were tried most often; `after` is the number of the last one that was seen."""
    rows = unanswered_of(registrar).order_by("due_on", "pk")
    last = FollowUp.objects.filter(pk=after).first() if after else None
    if last is not None:
        rows = rows.filter(Q(due_on__gt=last.due_on) | Q(due_on=last.due_on, pk__gt=last.pk))
    found = list(rows[: PAGE + 1])
    return Unanswered(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)
