"""What waits for one person, whatever their roles: one query of counts and yes-or-no, so that my day stays cheap."""

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
    """`job` is the learner's case that needs them most, with its `job_state`; the rest is counted or yes-or-no."""

    job: int | None
    job_state: str
    jobs: bool
    drafts: int
    cases: int
    mission: bool
    vision: bool
    goal: bool
    courses: bool
    operators: int
    mail_tested: bool
    letters_failed: int
    jobs_failed: int


def waiting(person: Person) -> Waiting:
    """Everything at once, in one query."""
    today = clock.today()
    mine = _needs_the_learner(person)
    row = (
        Person.objects.filter(pk=person.pk)
        .values(
            job=Subquery(mine.values("pk")[:1]),
            job_state=Subquery(mine.values("state")[:1]),
            jobs=Exists(Outcome.objects.filter(person=person).exclude(state=State.WITHDRAWN)),
            drafts=_count(Authorship.objects.filter(person=person, course__draft__isnull=False)),
            cases=_count(Outcome.objects.to_check().checked_by(person)),
            mission=Exists(Purpose.objects.filter(kind=Kind.MISSION)),
            vision=Exists(Purpose.objects.filter(kind=Kind.VISION)),
            goal=Exists(Goal.objects.filter(due_on__gte=today)),
            courses=Exists(Course.objects.readable()),
            operators=_count(RoleGrant.objects.in_force().filter(role=Role.OPERATOR)),
            mail_tested=Exists(Letter.objects.filter(key__startswith=TEST_KEY).exclude(sent_at=None)),
            letters_failed=_count(failed_letters()),
            jobs_failed=_count(JobState.objects.exclude(dead_at=None)),
        )
        .get()
    )
    found: dict[str, Any] = {**row}
    return Waiting(**{**found, "job_state": found["job_state"] or ""})


def failed_letters() -> QuerySet[Letter]:
    """Letters that did not go out, of the last days."""
    return Letter.objects.filter(sent_at=None, failed_at__gte=clock.now() - RECENTLY)


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
