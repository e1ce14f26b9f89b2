"""What waits for one person, whatever their roles: one query of counts and yes-or-no, so that my day stays cheap."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from plusone.core import clock
from plusone.core.models import JobState, Letter
from plusone.courses.models import Authorship, Course
from plusone.outcomes.models import Outcome, StartConfirmation
from plusone.outcomes.models.cases import State
from plusone.people.models import Person, Role, RoleGrant
from plusone.purpose.models import Goal, Kind, Purpose

TEST_KEY = "home.test:"  # letters that an operator sent to see whether mail arrives
RECENTLY = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """`job` is the learner's case that needs them most, with its `job_state`; the rest is counted or yes-or-no.

    What only one role does is asked for who has that role, and keeps its default for everybody else.
    """

    job: int | None
    job_state: str
    jobs: bool
    courses: bool
    drafts: int = 0
    cases: int = 0
    mission: bool = True
    vision: bool = True
    goal: bool = True
    operators: int = 0
    mail_tested: bool = True
    letters_failed: int = 0
    jobs_failed: int = 0


def waiting(person: Person) -> Waiting:
    """Everything at once, in one query."""
    mine = _needs_the_learner(person)
    asked: dict[str, Any] = {
        "job": Subquery(mine.values("pk")[:1]),
        "job_state": Subquery(mine.values("state")[:1]),
        "jobs": Exists(Outcome.objects.filter(person=person).exclude(state=State.WITHDRAWN)),
        "courses": Exists(Course.objects.readable()),
    }
    for role, of_role in _OF_ROLE.items():
        if person.has_role(role):
            asked |= of_role(person)
    row: dict[str, Any] = {**Person.objects.filter(pk=person.pk).values(**asked).get()}
    return Waiting(**{**row, "job_state": row["job_state"] or ""})


def _of_author(person: Person) -> dict[str, Any]:
    return {"drafts": _count(Authorship.objects.filter(person=person, course__draft__isnull=False))}


def _of_registrar(person: Person) -> dict[str, Any]:
    return {"cases": _count(Outcome.objects.to_check().checked_by(person))}


def _of_leadership(person: Person) -> dict[str, Any]:
    return {
        "mission": Exists(Purpose.objects.filter(kind=Kind.MISSION)),
        "vision": Exists(Purpose.objects.filter(kind=Kind.VISION)),
        "goal": Exists(Goal.objects.filter(due_on__gte=clock.today())),
    }


def _of_operator(person: Person) -> dict[str, Any]:
    """Letters and jobs are many: each is found by an index, none by reading all of them."""
    return {
        "operators": _count(RoleGrant.objects.in_force().filter(role=Role.OPERATOR)),
        "mail_tested": Exists(test_letters().exclude(sent_at=None)),
        "letters_failed": _count(failed_letters()),
        "jobs_failed": _count(JobState.objects.filter(dead_at__lte=clock.now())),
    }


_OF_ROLE: dict[str, Callable[[Person], dict[str, Any]]] = {
    Role.AUTHOR: _of_author,
    Role.REGISTRAR: _of_registrar,
    Role.LEADERSHIP: _of_leadership,
    Role.OPERATOR: _of_operator,
}


def failed_letters() -> QuerySet[Letter]:
    """Letters that did not go out, of the last days."""
    return Letter.objects.filter(sent_at=None, failed_at__gte=clock.now() - RECENTLY)


def test_letters() -> QuerySet[Letter]:
    """Letters that operators sent to themselves: found by who they are to, since a key's beginning is in no index."""
    operators = RoleGrant.objects.filter(role=Role.OPERATOR)
    return Letter.objects.filter(person_id__in=operators.values("person"), key__startswith=TEST_KEY)


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many rows, inside another query."""
    counted = rows.order_by().annotate(_all=Value(1)).values("_all").annotate(_n=Count("pk")).values("_n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _needs_the_learner(person: Person) -> QuerySet[Outcome]:
    """Their open cases in the order of what they can do: asked for more, to confirm the start, in check."""
    started = StartConfirmation.objects.filter(outcome=OuterRef("pk"), revision=OuterRef("revision"))
    rank = Case(
        When(state=State.ASKED, then=0),
        When(~Exists(started), state=State.VERIFIED, started_on__lte=clock.today(person.time_zone), then=1),
        When(state__in=[State.REPORTED, State.IN_REVIEW], then=2),
        default=9,
        output_field=IntegerField(),
    )
    return Outcome.objects.filter(person=person).annotate(rank=rank).filter(rank__lt=9).order_by("rank", "-pk")
