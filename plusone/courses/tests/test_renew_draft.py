"""Publishing again what is published."""

import pytest

from plusone.core import clock
from plusone.courses.actions.publish_course import publish_course
from plusone.courses.actions.renew_draft import renew_draft
from plusone.courses.answers import Answers
from plusone.courses.errors import DraftWaits, NotPublished, NotTheAuthor
from plusone.courses.queries import to_review
from plusone.courses.tests.samples import ANSWERS, draft, files, published
from plusone.purpose.models import Kind, Purpose
from plusone.testing.cast import ines, lea, mei

pytestmark = pytest.mark.django_db


def state(version: int, text: str) -> None:
    Purpose.objects.create(kind=Kind.MISSION, version=version, texts={"en": text}, in_force_from=clock.today())


def test_new_words_of_the_school_list_the_course_until_it_is_published_again():
    state(1, "Old words")
    version = published(lea(), files(**{"02-names.md": "---\ntitle: N\n---\n::: quote mission\n:::\n"}))
    assert to_review(lea(), "en") == []
    state(2, "New words")
    assert [(one.course, one.words) for one in to_review(lea(), "en")] == [(version.course, ("mission",))]
    assert "Old words" in version.chapters.get(chapter__key="names").html, "a version never changes"
    made = renew_draft(actor=lea(), course=version.course)
    kept = Answers.from_json(made.answers)
    assert kept.licence_confirmed is False, "a person confirms it each time"
    again = publish_course(actor=lea(), course=version.course, answers=ANSWERS, seen=made.checksum)
    assert again.number == 2 and again.checksum == version.checksum
    assert "New words" in again.chapters.get(chapter__key="names").html
    assert to_review(lea(), "en") == []


def test_a_waiting_draft_is_never_overwritten():
    course = published(lea()).course
    draft(lea(), files(**{"x.csv": "1"}), course)
    with pytest.raises(DraftWaits):
        renew_draft(actor=lea(), course=course)


def test_only_its_authors_renew_what_is_published():
    course = published(lea()).course
    for who in (mei(), ines()):
        with pytest.raises(NotTheAuthor):
            renew_draft(actor=who, course=course)
    with pytest.raises(NotPublished):
        renew_draft(actor=mei(), course=draft(mei(), files(**{"x.csv": "1"})).course)
