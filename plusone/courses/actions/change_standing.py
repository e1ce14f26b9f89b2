"""Put a published course on hold, resume it, or retire it."""

from django.db import transaction

from plusone.core import clock, events
from plusone.core.text import gettext as _
from plusone.courses import access
from plusone.courses.errors import NotPublished, NotTheAuthor, ReasonMissing, StandsSo
from plusone.courses.events import STANDING_CHANGED
from plusone.courses.models import Course, Standing, StandingChange
from plusone.people.models import Person


def change_standing(
    *, actor: Person, course: Course, standing: str, reason: str = "", rather: Course | None = None
) -> StandingChange:
    """Let the course stand as `standing` (published, on hold or retired) from now on; nobody's progress is touched.

    On hold and retired need a `reason`, which readers see, and may name the course that one should `rather` take.
    Refuses NotTheAuthor (leadership may as well), NotPublished, ReasonMissing and StandsSo.
    """
    if not access.decidable(actor).filter(pk=course.pk).exists():
        raise NotTheAuthor
    with transaction.atomic():
        course = Course.objects.select_for_update().get(pk=course.pk)
        _guard(course, standing, reason.strip(), rather)
        change = StandingChange.objects.create(
            course=course, standing=standing, by=actor, at=clock.now(), reason=reason.strip(), rather=rather
        )
        course.standing = standing
        course.save(update_fields=["standing"])
        events.record(STANDING_CHANGED, actor=actor, subject=course, standing=standing)
    return change


def _guard(course: Course, standing: str, reason: str, rather: Course | None) -> None:
    if course.current_id is None:
        raise NotPublished
    if standing not in (Standing.PUBLISHED, Standing.ON_HOLD, Standing.RETIRED):
        raise NotPublished(_("A published course cannot become a draft again."))
    if standing == course.standing:
        raise StandsSo
    if standing != Standing.PUBLISHED and not reason:
        raise ReasonMissing
    if rather is not None and (rather.pk == course.pk or rather.standing != Standing.PUBLISHED):
        raise NotPublished(_("Name another course that is published."))
