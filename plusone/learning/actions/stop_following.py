"""To stop following a course: nothing that was done is lost."""

from django.db import transaction

from plusone.core import clock, events
from plusone.courses.models import Course
from plusone.learning.events import STOPPED
from plusone.learning.models import Following
from plusone.people.models import Person


@transaction.atomic
def stop_following(*, actor: Person, course: Course) -> Following | None:
    """Stop; readings, attempts, passes and the place stay. None where the person never followed."""
    found = Following.objects.select_for_update().filter(person=actor, course=course).first()
    if found and found.stopped_at is None:
        found.stopped_at = clock.now()
        found.save(update_fields=["stopped_at"])
        events.record(STOPPED, actor=actor, subject=course)
    return found
