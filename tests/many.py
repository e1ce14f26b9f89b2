"""A thousand rows for every list of the house, written in bulk: their number is looked at, not their story."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db.models import Model
from django_tasks_db.models import DBTaskResult

from plusone.core import clock
from plusone.core.models import JobState, Letter
from plusone.courses.models import Authorship, Course, CourseVersion, Draft, Standing
from plusone.outcomes import followups
from plusone.outcomes.models import (
    Evidence,
    FollowUp,
    LedgerEntry,
    Outcome,
    Release,
    StartConfirmation,
    Verification,
    VerifiedStart,
)
from plusone.outcomes.models.cases import State
from plusone.people.models import Consent, Invitation, Person
from plusone.purpose.models import Audience
from tests.world import World

Make = Callable[[World, int, int], None]


@dataclass(frozen=True)
class List:
    """A list of the house: how it is filled from one number to another, and how many rows it then has."""

    name: str
    who: str
    make: Make
    count: Callable[[World], int]
    args: tuple[str, ...] = ()
    query: str = ""
    shows: bool = True  # a row makes the page longer; others only count the rows

    @property
    def id(self) -> str:
        return f"{self.name}{self.query}"


def _copy(row: Any, **changed: Any) -> Any:
    """A row like this one, not saved."""
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    fields.pop(row._meta.pk.attname)
    return type(row)(**{**fields, **changed})


def _write(rows: list[Model]) -> list[Any]:
    return type(rows[0])._default_manager.bulk_create(rows)


def _people(_world: World, start: int, end: int) -> list[Person]:
    return _write(
        [Person(name=f"Reader {n}", email=f"reader{n}@school.example", password="!") for n in range(start, end)]
    )


def _courses(world: World, start: int, end: int, **fields: Any) -> list[Course]:
    courses = _write([Course(slug=f"more-{n}", standing=Standing.PUBLISHED) for n in range(start, end)])
    like = world.course.current
    versions = _write([_copy(like, course_id=one.pk, number=1, checksum=f"{one.pk:064}", **fields) for one in courses])
    for one, version in zip(courses, versions, strict=True):
        one.current = version
    Course.objects.bulk_update(courses, ["current"])
    return courses


def _drafts(world: World, start: int, end: int) -> None:
    courses = _write([Course(slug=f"draft-{n}") for n in range(start, end)])
    _write([Authorship(course=one, person=world.author) for one in courses])
    _write([_copy(world.draft.draft, course_id=one.pk) for one in courses])


def _own_courses(world: World, start: int, end: int) -> None:
    """Courses of the author, all of them out of the school's scope."""
    courses = _courses(world, start, end, audience=Audience.PUPILS)
    _write([Authorship(course=one, person=world.author) for one in courses])


def _versions(world: World, start: int, end: int) -> None:
    like = world.course.current
    _write([_copy(like, number=n + 10, checksum=f"{n:064}") for n in range(start, end)])


def _outcomes(world: World, start: int, end: int, **fields: Any) -> list[Outcome]:
    said = {
        "kind": "full_time",
        "employer": "Rivier Hospital",
        "title": "Web accessibility tester",
        "started_on": date(2026, 10, 5),
        "hours": Decimal(38),
        "celebrated_at": clock.now(),
        "waiting_since": clock.now() - timedelta(days=2),
        **fields,
    }
    mine = said.pop("person", None)
    people = [mine] * (end - start) if mine else _people(world, start, end)
    return _write([Outcome(person=one, token=f"more-{start + n}", **said) for n, one in enumerate(people)])


def _cases(world: World, start: int, end: int) -> None:
    made = _outcomes(world, start, end, state=State.IN_REVIEW)
    _write([_copy(world.evidence, outcome_id=one.pk) for one in made])


def _starts(world: World, start: int, end: int) -> None:
    made = _outcomes(world, start, end, state=State.VERIFIED, started_on=date(2026, 12, 1))
    like = world.counted.verifications.first()
    _write([_copy(like, outcome_id=one.pk) for one in made])


def _jobs(world: World, start: int, end: int) -> None:
    _outcomes(world, start, end, person=world.learner)


def _follow_ups(world: World, start: int, end: int) -> None:
    made = _outcomes(world, start, end, state=State.VERIFIED, started_on=date(2026, 10, 20))
    _write([Consent(person_id=one.person_id, use=followups.USE, answer=True) for one in made])
    _write([VerifiedStart(outcome=one, started_on=one.started_on) for one in made])
    _write([StartConfirmation(outcome=one, revision=1, by_employer=False) for one in made])
    _write([FollowUp(outcome=one, days=30, due_on=date(2026, 11, 19), tries=1) for one in made])


def _lines(_world: World, start: int, end: int) -> None:
    like = LedgerEntry.objects.filter(kind="entry").first()
    digests = {n: hashlib.sha256(str(n).encode()).hexdigest() for n in range(start, end)}
    _write(
        [
            LedgerEntry(seq=1_000 + n, kind="entry", raw=like.raw, hash=digests[n], goal_id=like.goal_id, total=1)
            for n in digests
        ]
    )


def _releases(world: World, start: int, end: int) -> None:
    _write([_copy(world.release, month=date(1900 + n // 12, n % 12 + 1, 1)) for n in range(start, end)])


def _letters(_world: World, start: int, end: int) -> None:
    now = clock.now()
    _write(
        [
            Letter(
                key=f"more-{n}", to=f"reader{n}@school.example", language="en", subject="A letter", body="Hello",
                queued_at=now, failed_at=now, failure="no such address",
            )
            for n in range(start, end)
        ]
    )  # fmt: skip


def _dead_jobs(world: World, start: int, end: int) -> None:
    like = world.dead_job.job
    made = _write([_copy(like, id=uuid4()) for _n in range(start, end)])
    _write([JobState(job=one, attempts=3, dead_at=clock.now()) for one in made])


def _invitations(world: World, start: int, end: int) -> None:
    _write([_copy(world.invitation, digest=f"{n:064}") for n in range(start, end)])


LISTS = [
    List("learning:courses", "signed_out", _courses, lambda world: Course.objects.count()),
    List("courses:drafts", "author", _drafts, lambda world: Draft.objects.count()),
    List("courses:review", "author", _own_courses, lambda world: Authorship.objects.count()),
    List("courses:versions", "author", _versions, lambda world: CourseVersion.objects.count(), ("course.slug",)),
    List("people:people", "operator", _people, lambda world: Person.objects.count()),
    List("people:people", "operator", _people, lambda world: Person.objects.count(), query="?search=reader"),
    List("people:invite", "operator", _invitations, lambda world: Invitation.objects.count()),
    List("outcomes:jobs", "learner", _jobs, lambda world: world.learner.outcomes.count()),
    List("outcomes:cases", "registrar", _cases, lambda world: Evidence.objects.count()),
    List("outcomes:cases_waiting", "registrar", _starts, lambda world: Verification.objects.count()),
    List("outcomes:follow_ups", "registrar", _follow_ups, lambda world: FollowUp.objects.count()),
    List("outcomes:ledger_lines", "signed_out", _lines, lambda world: LedgerEntry.objects.count()),
    List("outcomes:how_we_count", "signed_out", _lines, lambda world: LedgerEntry.objects.count(), shows=False),
    List("outcomes:releases", "signed_out", _releases, lambda world: Release.objects.count()),
    List("home:letters", "operator", _letters, lambda world: Letter.objects.count()),
    List("home:operator", "operator", _letters, lambda world: Letter.objects.count(), shows=False),
    List("home:failed_jobs", "operator", _dead_jobs, lambda world: DBTaskResult.objects.count()),
    List("home:my_day", "registrar", _cases, lambda world: Evidence.objects.count(), shows=False),
    List("home:my_day", "learner", _jobs, lambda world: world.learner.outcomes.count(), query="?jobs", shows=False),
    List("home:front", "signed_out", _cases, lambda world: Evidence.objects.count(), shows=False),
    List("demo:outbox", "signed_out", _letters, lambda world: Letter.objects.count()),
]
