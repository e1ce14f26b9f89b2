"""Rows that a test of the count begins with: a goal, somebody whom the school helped, and a job at a chosen stage.

The rows are written as the actions on cases leave them; those actions have tests of their own.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from plusone.core import clock
from plusone.courses.models import Chapter, ChapterVersion, Course, CourseVersion
from plusone.learning.models import Attempt, Pass
from plusone.outcomes.models import Outcome, StartConfirmation, Verification
from plusone.outcomes.models.cases import Finding, Kind, State
from plusone.people.models import Person
from plusone.purpose.models import Goal
from plusone.testing import cast

TODAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
STARTED = date(2026, 11, 2)
OFFERED = date(2026, 10, 12)
HELPED = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


def goal(number: int = 2, starts_on: date = date(2026, 1, 1), due_on: date = date(2028, 12, 31), **fields: Any) -> Goal:
    return Goal.objects.create(**{"number": number, "starts_on": starts_on, "due_on": due_on, "target": 500, **fields})


def somebody(number: int) -> Person:
    """A learner of the cast's further names, with a confirmed address."""
    email = f"learner-{number}@school.example"
    return Person.objects.create(email=email, name=f"Learner {number}", email_confirmed_at=cast.JOINED)


def help_with_a_quiz(person: Person, at: datetime = HELPED) -> Pass:
    """The person passes a quiz at this moment, unless they passed it before."""
    found = Pass.objects.filter(person=person).first()
    if found:
        return found
    asked = _quiz()
    attempt = Attempt.objects.create(
        person=person, chapter=asked.chapter, asked=asked, token="1", answers=[], marks=[], score=1, most=1,
        passed=True, at=at,
    )  # fmt: skip
    return Pass.objects.create(person=person, chapter=asked.chapter, attempt=attempt, at=at)


def _quiz() -> ChapterVersion:
    found = ChapterVersion.objects.first()
    if found:
        return found
    course = Course.objects.create(slug="contrast")
    version = CourseVersion.objects.create(
        course=course, number=1, language="en", titles={"en": "Contrast"}, summaries={}, descriptions={}, abilities={},
        level="beginner", licence="CC BY-SA 4.0", minutes=20, first_application="later", audience="adults-seeking",
        manifest={}, checksum="0" * 64,
    )  # fmt: skip
    chapter = Chapter.objects.create(course=course, key="contrast")
    return ChapterVersion.objects.create(
        version=version, chapter=chapter, position=1, language="en", title="Contrast", minutes=5, source="", html="",
        checksum="0" * 64,
    )  # fmt: skip


def job(person: Person, **fields: Any) -> Outcome:
    """A reported job that says what the count asks, for the goal in force on its first day."""
    said = {
        "kind": Kind.FULL_TIME, "employer": "Rivier Hospital", "title": "Web accessibility tester", "country": "BE",
        "offered_on": OFFERED, "started_on": STARTED, "hours": Decimal(38), "same_post": False, "credit": "yes",
        "token": f"{person.pk}-{Outcome.objects.count()}", "celebrated_at": clock.now(), **fields,
    }  # fmt: skip
    said.setdefault("goal", Goal.objects.on(said["started_on"]))
    return Outcome.objects.create(person=person, **said)


def verify(outcome: Outcome, *verifiers: Person, level: str = "E2", round: int = 1) -> Outcome:
    """The verifiers (the registrar unless told) find the job proven."""
    for verifier in verifiers or (cast.samir(),):
        Verification.objects.create(
            outcome=outcome, revision=outcome.revision, round=round, verifier=verifier, finding=Finding.PROVEN,
            level=level, rules=1,
        )  # fmt: skip
    outcome.state, outcome.level = State.VERIFIED, level
    outcome.save()
    return outcome


def confirm_start(outcome: Outcome, *, by_employer: bool = False) -> Outcome:
    StartConfirmation.objects.create(outcome=outcome, revision=outcome.revision, by_employer=by_employer)
    return outcome


def proven_job(person: Person, **fields: Any) -> Outcome:
    """A job that meets every rule: the person was helped, it is verified, and its start is confirmed."""
    help_with_a_quiz(person)
    return confirm_start(verify(job(person, **fields)))
