"""Learners by the thousand, in bulk: the rows that the real actions leave, with the same keys and constraints.

Each follows two courses, has read a few chapters, tried and passed quizzes, has letters, events and consents; one in
four told of a job, of which one in ten waits for a registrar. Everything follows from the learner's number.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import models, transaction

from plusone.core import clock
from plusone.core.models import Event, Letter
from plusone.courses.models import ChapterVersion, Course
from plusone.demo.cast import learner
from plusone.learning.models import Attempt, Completion, Following, Pass, Reading
from plusone.outcomes.models import CaseStep, Outcome, PersonTally, Tally, VerifiedStart
from plusone.outcomes.models.cases import Kind, Level, State
from plusone.people.models import Consent, Person
from plusone.purpose.models import Goal

AT_ONCE = 500  # learners a transaction
EVENTS = ("people.registered", "learning.followed", "learning.chapter_read", "learning.quiz_answered")
LETTERS = ("Please confirm your address", "Your first chapter", "How is it going?")


@dataclass
class Rows:
    """What is written together, in this order, so that every key points at a row that is there."""

    made: dict[type[models.Model], list[Any]] = field(default_factory=dict)

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self.made.setdefault(type(row), []).append(row)

    def write(self) -> None:
        for model, rows in self.made.items():
            model._default_manager.bulk_create(rows, batch_size=2000)
        self.made.clear()


@dataclass(frozen=True)
class School:
    courses: list[Course]
    chapters: dict[int, list[ChapterVersion]]
    goal: Goal
    began: datetime
    days: int


def fill(number: int) -> None:
    """So many learners more."""
    school = _school()
    for first in range(0, number, AT_ONCE):
        with transaction.atomic():
            _some(school, range(first, min(first + AT_ONCE, number)))
    _tally(school.goal)


def _school() -> School:
    courses = list(Course.objects.exclude(current=None).select_related("current").order_by("pk"))
    goal = Goal.objects.on(clock.today())
    assert goal is not None
    chapters = {
        course.pk: list(ChapterVersion.objects.filter(version=course.current, language="en").order_by("position"))
        for course in courses
    }
    return School(courses, chapters, goal, clock.now() - timedelta(days=360), 360)


def _some(school: School, numbers: range) -> None:
    people = Person.objects.bulk_create(
        Person(
            name=learner(number).name,
            email=f"learner-{number}@school.example",
            password="!",
            time_zone="Europe/Brussels",
            registered_at=school.began + timedelta(days=number % school.days),
            email_confirmed_at=school.began + timedelta(days=number % school.days, hours=1),
        )
        for number in numbers
    )
    rows = Rows()
    for number, person in zip(numbers, people, strict=True):
        for part in (_account, _learning, _job):
            rows.add(*part(school, number, person))
    rows.write()
    _follow_ons(school, people)


def _account(school: School, number: int, person: Person) -> Iterator[models.Model]:
    at = person.registered_at
    yield Consent(person=person, use="outcomes.follow_up", answer=number % 3 != 0, at=at)
    for place, name in enumerate(EVENTS * 2):
        when = at + timedelta(hours=place)
        yield Event(name=name, at=when, actor_id=person.pk, subject_type="people.person", subject_id=str(person.pk))
    for place, subject in enumerate(LETTERS):
        yield Letter(
            key=f"bench-{person.pk}-{place}",
            person_id=person.pk,
            to=person.email,
            language="en",
            subject=subject,
            body=f"{subject}.\n" * 12,
            queued_at=at + timedelta(days=place),
            sent_at=at + timedelta(days=place, minutes=1),
        )


def _learning(school: School, number: int, person: Person) -> Iterator[models.Model]:
    """Two courses; how far they came follows from the number."""
    for place in range(2):
        course = school.courses[(number + place) % len(school.courses)]
        chapters = school.chapters[course.pk]
        done = list(islice(chapters, 1 + (number + place) % len(chapters)))
        at = person.registered_at + timedelta(days=place)
        yield Following(person=person, course=course, since=at, place=done[-1].chapter, place_at=at)
        for one in done:
            yield Reading(person=person, chapter=one.chapter, at=at)
        for one in done:
            if one.quiz:
                yield from _tries(number, person, one, at)
        if len(done) == len(chapters):
            yield Completion(person=person, course=course, version=course.current, at=at)


def _tries(number: int, person: Person, asked: ChapterVersion, at: datetime) -> Iterator[Attempt]:
    """Every third time once in vain, then passed; `_follow_ons` writes the passes."""
    most = len((asked.quiz or {})["questions"])
    for right in [0, most] if number % 3 == 0 else [most]:
        yield Attempt(
            person=person,
            chapter=asked.chapter,
            asked=asked,
            token=f"bench-{asked.pk}-{right}",
            answers={"q1": ["a"]},
            marks=[{"right": right > 0, "feedback": []}] * most,
            score=right,
            most=most,
            passed=right == most,
            at=at,
        )


def _job(school: School, number: int, person: Person) -> Iterator[models.Model]:
    if number % 4:
        return
    waiting = number % 40 == 0
    starts = (person.registered_at + timedelta(days=30)).date()
    told = person.registered_at + timedelta(days=20)
    yield Outcome(
        person=person,
        kind=Kind.FULL_TIME,
        employer="Rivier Hospital",
        title="Web accessibility tester",
        country="BE",
        offered_on=told.date(),
        started_on=starts,
        hours=36,
        same_post=False,
        credit="yes",
        token="bench",
        goal=school.goal,
        state=State.IN_REVIEW if waiting else State.VERIFIED,
        level=Level.E2,
        reported_at=told,
        celebrated_at=told,
        waiting_since=told if waiting else None,
        counted_since=None if waiting else starts,
    )
    yield PersonTally(person=person, goal=school.goal, celebrated_jobs=1, verified_jobs=0 if waiting else 1)


def _follow_ons(school: School, people: list[Person]) -> None:
    """Rows that point at rows whose numbers the database gave just now."""
    rows = Rows()
    for attempt in Attempt.objects.filter(person__in=people, passed=True):
        rows.add(Pass(person_id=attempt.person_id, chapter_id=attempt.chapter_id, attempt=attempt, at=attempt.at))
    for outcome in Outcome.objects.filter(person__in=people):
        for state in (State.REPORTED, outcome.state):
            rows.add(CaseStep(outcome=outcome, state=state, what="bench", at=outcome.reported_at, revision=1))
        if outcome.proven:
            rows.add(VerifiedStart(outcome=outcome, started_on=outcome.started_on, since=outcome.reported_at))
    rows.write()


def _tally(goal: Goal) -> None:
    told = Outcome.objects.filter(goal=goal)
    figures: dict[str, Callable[[], int]] = {
        "celebrated_people": told.celebrated().count,
        "celebrated_jobs": told.celebrated().count,
        "verified_jobs": told.exclude(counted_since=None).count,
    }
    Tally.objects.update_or_create(goal=goal, defaults={name: count() for name, count in figures.items()})
