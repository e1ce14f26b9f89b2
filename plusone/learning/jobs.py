"""What learning does apart from a request."""

from plusone.core.jobs import task, timetable
from plusone.courses.models import Course, Standing
from plusone.learning import completion, stored_pages


@task()
def make_pages(course_id: int) -> None:
    """Store the pages of a course for visitors, as the course stands now."""
    stored_pages.make_all(course_id)


@timetable.hourly()
@task()
def make_every_page() -> None:
    """Store the pages that a new frame lacks (an upgrade, a new name of the school); does nothing on other days."""
    for course_id in Course.objects.exclude(standing=Standing.DRAFT).values_list("pk", flat=True):
        stored_pages.make_all(course_id)


@task()
def complete_where_due(course_id: int) -> None:
    """A version that asks less than the one before: who passed all that it asks has completed the course."""
    completion.complete_all(course_id)
