"""What learning does when a course is published, or stands otherwise than before."""

from plusone.core import events
from plusone.core.models import Event
from plusone.courses.events import PUBLISHED, STANDING_CHANGED
from plusone.learning import jobs


@events.receives(PUBLISHED)
def order_pages(event: Event) -> None:
    """The pages for visitors are made at once, and who lacks nothing of the new version has completed it."""
    jobs.make_pages.enqueue(event.data["course"])
    jobs.complete_where_due.enqueue(event.data["course"])


@events.receives(STANDING_CHANGED)
def order_pages_again(event: Event) -> None:
    """The pages say how the course stands."""
    jobs.make_pages.enqueue(int(event.subject_id))
