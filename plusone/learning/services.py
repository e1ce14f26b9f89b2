"""What later rooms ask about learning as a service of the school."""

from typing import Any

from django.db.models import QuerySet

from plusone.learning.models import Pass
from plusone.people.models import Person


def passed_quizzes(person: Person) -> "QuerySet[Pass, Any]":
    """The moments (`at`) at which the person passed a quiz for the first time, oldest first."""
    return Pass.objects.filter(person=person).order_by("at").values("at")
