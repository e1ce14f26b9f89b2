"""To follow a course: the school keeps one's place and one's quizzes."""

from django.db import transaction
from django.urls import reverse

from plusone.core import clock, events
from plusone.courses.models import Course, Standing, StandingChange
from plusone.learning.errors import OnHold, Retired
from plusone.learning.events import FOLLOWED
from plusone.learning.models import Following
from plusone.people.models import Person


@transaction.atomic
def follow_course(*, actor: Person, course: Course) -> Following:
    """Follow from now on; who stopped goes on where they were. Twice is once.

    Refuses a course on hold, and one that is retired or not published. Whoever follows already is not asked again.
    """
    standing = Course.objects.values_list("standing", flat=True).get(pk=course.pk)
    found = Following.objects.select_for_update().filter(person=actor, course=course).first()
    if found and found.stopped_at is None:
        return found
    if standing == Standing.ON_HOLD:
        raise OnHold(way_on=_rather(course))
    if standing != Standing.PUBLISHED:
        raise Retired
    if found:
        new, found.stopped_at = True, None
        found.save(update_fields=["stopped_at"])
    else:
        found, new = Following.objects.get_or_create(person=actor, course=course, defaults={"since": clock.now()})
    if new:
        events.record(FOLLOWED, actor=actor, subject=course)
    return found


def _rather(course: Course) -> tuple[str, str] | None:
    """The course to take instead, where the school named one."""
    newest = StandingChange.objects.filter(course=course).order_by("-pk").select_related("rather__current").first()
    if newest and newest.rather and newest.rather.current:
        return newest.rather.current.title(""), reverse("learning:course", args=[newest.rather.slug])
    return None
