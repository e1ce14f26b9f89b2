"""Let somebody else write the course too."""

from django.db import transaction

from plusone.core import clock, events
from plusone.courses import access
from plusone.courses.errors import NoAuthor, NotTheAuthor
from plusone.courses.events import AUTHOR_ADDED
from plusone.courses.models import Authorship, Course
from plusone.people.models import Person


def add_author(*, actor: Person, course: Course, person: Person) -> Authorship:
    """Make `person` an author of the course; done twice it changes nothing.

    Refuses NotTheAuthor (leadership may as well: a course whose author left needs a new one) and NoAuthor where the
    person does not hold the role.
    """
    if not access.decidable(actor).filter(pk=course.pk).exists():
        raise NotTheAuthor
    if not person.is_active or not person.has_role("author"):
        raise NoAuthor
    with transaction.atomic():
        authorship, made = Authorship.objects.get_or_create(
            course=course, person=person, defaults={"since": clock.now()}
        )
        if made:
            events.record(AUTHOR_ADDED, actor=actor, subject=course, person=person.pk)
    return authorship
