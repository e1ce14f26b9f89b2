"""Keep the answers of the publishing form with the draft, so that an author can leave and come back."""

from django.db import transaction

from plusone.courses import access
from plusone.courses.answers import Answers
from plusone.courses.errors import NotTheAuthor
from plusone.courses.models import Course, Draft
from plusone.people.models import Person


def keep_answers(*, actor: Person, course: Course, answers: Answers) -> Draft:
    """Store what was answered so far, complete or not. Never confirms the licence: that is said when publishing."""
    if not access.writes(actor, course):
        raise NotTheAuthor
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(course=course)
        draft.answers = {**answers.as_json(), "licence_confirmed": False}
        draft.save(update_fields=["answers"])
    return draft
