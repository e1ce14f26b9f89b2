"""The rule *completed*: every quiz of the current version is passed. Stored once; no later version takes it back."""

from django.db import transaction
from django.db.models import Count

from plusone.core import clock, events
from plusone.courses.models import ChapterVersion, Course
from plusone.learning.events import COURSE_COMPLETED
from plusone.learning.models import Completion, Pass
from plusone.people.models import Person


def _asking(course: Course) -> set[int]:
    """The chapters of the current version that end in a quiz, in any language."""
    asking = ChapterVersion.objects.filter(version=course.current_id, quiz__isnull=False)
    return set(asking.order_by().values_list("chapter_id", flat=True))


def complete(person: Person, course: Course) -> Completion | None:
    """Store the completion where it is due and not stored yet. Call it inside a transaction.

    A course without a quiz is read, never completed.
    """
    asking = _asking(course)
    passed = set(Pass.objects.filter(person=person, chapter__in=asking).values_list("chapter_id", flat=True))
    if not asking or asking != passed or course.current is None:
        return None
    made, new = Completion.objects.get_or_create(
        person=person, course=course, defaults={"version": course.current, "at": clock.now()}
    )
    if new:
        events.record(COURSE_COMPLETED, actor=person, subject=course, version=course.current.number)
    return made


def complete_all(course_id: int) -> None:
    """As `complete`, for everybody who passed all quizzes of the current version."""
    course = Course.objects.select_related("current").get(pk=course_id)
    asking = _asking(course)
    done = Completion.objects.filter(course=course).values("person")
    due = (
        Pass.objects.filter(chapter__in=asking)
        .exclude(person__in=done)
        .order_by()
        .values("person")
        .annotate(n=Count("chapter", distinct=True))
        .filter(n=len(asking))
    )
    for person in Person.objects.filter(pk__in=due.values("person"), erased_at=None):
        with transaction.atomic():
            complete(person, course)
