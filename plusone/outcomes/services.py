"""Services: what the school did for somebody, and when. Without one before the offer no job is counted.

A service is a passed quiz, an attended session, an assessed project, a reviewed weekly plan or a mock interview. Each
room that gives one adds its moments here; today that is learning alone.
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from plusone.learning.models import Pass
from plusone.people.models import Person

Moments = QuerySet[Pass, datetime]


def quizzes_passed(person: Person) -> Moments:
    return Pass.objects.filter(person=person).values_list("at", flat=True)


SOURCES: tuple[Callable[[Person], Moments], ...] = (quizzes_passed,)


def first_service(person: Person) -> datetime | None:
    """When the school first helped this person."""
    return min((moment for source in SOURCES for moment in source(person).order_by("at")[:1]), default=None)


def service_between(person: Person, since: datetime, until: datetime) -> bool:
    """Whether the school helped this person at `since` or later, and before `until`."""
    return any(source(person).filter(at__gte=since, at__lt=until).exists() for source in SOURCES)
