"""Who may see and change courses: a predicate and a filter from one rule."""

from django.db.models import QuerySet

from plusone.courses.models import Course
from plusone.people.models import Person

AUTHORS = ("author",)


def may_bring(person: Person) -> bool:
    """Authors bring courses; the operator does by command."""
    return person.has_role("author", "operator")


def writes(person: Person, course: Course) -> bool:
    return writable(person).filter(pk=course.pk).exists()


def writable(person: Person) -> QuerySet[Course]:
    """The courses whose drafts somebody may see and change: their own, and only while they are an author."""
    return Course.objects.written_by(person) if may_bring(person) else Course.objects.none()


def decidable(person: Person) -> QuerySet[Course]:
    """The courses whose standing somebody may change: their own, and for leadership every one."""
    return Course.objects.all() if person.has_role("leadership") else writable(person)
