"""The rule *completed*: every quiz of the current version is passed. Stored once; no later version takes it back."""

from plusone.core import clock, events
from plusone.courses.models import ChapterVersion, Course
from plusone.learning.events import COURSE_COMPLETED
from plusone.learning.models import Completion, Pass
from plusone.people.models import Person


def complete(person: Person, course: Course) -> Completion | None:
    """Store the completion where it is due and not stored yet. Call it inside a transaction, the following locked.

    A course without a quiz is read, never completed.
    """
    asking = set(
        ChapterVersion.objects.filter(version=course.current_id, quiz__isnull=False)
        .values_list("chapter_id", flat=True)
        .order_by()
    )
    passed = set(Pass.objects.filter(person=person, chapter__course=course).values_list("chapter_id", flat=True))
    if not asking or not asking <= passed or course.current is None:
        return None
    made, new = Completion.objects.get_or_create(
        person=person, course=course, defaults={"version": course.current, "at": clock.now()}
    )
    if new:
        events.record(COURSE_COMPLETED, actor=person, subject=course, version=course.current.number)
    return made
