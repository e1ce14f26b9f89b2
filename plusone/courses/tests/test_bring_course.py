"""Bringing: files become a draft that only its authors see."""

import pytest

from plusone.core import files as stored
from plusone.core.models import Event
from plusone.courses.actions.add_author import add_author
from plusone.courses.actions.bring_course import bring_course
from plusone.courses.errors import NotACourse, NotTheAuthor, SlugTaken
from plusone.courses.models import Course, Draft, DraftFile, Standing
from plusone.courses.tests.samples import COURSE, brought, draft, files, published
from plusone.testing.cast import amara, lea, mei, noor, samir
from plusone.testing.races import together

pytestmark = pytest.mark.django_db


def test_it_becomes_a_draft_of_its_author():
    made = draft(lea())
    assert made.course.slug == "keyboard-first"
    assert made.course.standing == Standing.DRAFT and made.course.current is None
    assert list(made.course.authors.all()) == [lea()]
    assert {one.path: stored.read(one.stored) for one in made.files.all()} == files()
    assert Event.objects.filter(name="courses.brought", actor_id=lea().pk).count() == 1


def test_the_same_files_twice_change_nothing():
    first = draft(lea())
    for course in (None, first.course):
        again = bring_course(actor=lea(), brought=brought(), course=course)
        assert (again.draft, again.changed) == (first, False)
    assert Course.objects.count() == 1 and DraftFile.objects.count() == len(files())
    assert Event.objects.filter(name="courses.brought").count() == 1


def test_a_newer_edition_takes_the_place_of_the_draft_and_keeps_the_answers():
    first = draft(lea())
    Draft.objects.filter(pk=first.pk).update(answers={"level": "advanced"})
    second = draft(lea(), files(**{"03-more.md": "---\ntitle: More\n---\n"}), first.course)
    assert second.course == first.course and Draft.objects.count() == 1
    assert second.answers == {"level": "advanced"}
    assert second.files.count() == 5


def test_a_name_that_is_taken_gets_a_number():
    draft(mei())
    assert draft(lea()).course.slug == "keyboard-first-2"


def test_by_command_a_name_that_is_taken_is_refused_to_strangers_and_is_an_edition_for_authors():
    first = draft(lea())
    other = brought(files(**{"course.md": COURSE + "More."}))
    with pytest.raises(SlugTaken):
        bring_course(actor=mei(), brought=other, exact=True)
    assert bring_course(actor=lea(), brought=other, exact=True).draft.course == first.course


def test_a_name_that_is_another_address_is_made_apart():
    assert draft(lea(), files(**{"course.md": COURSE.replace("Keyboard first", "New")})).course.slug == "new-course"


def test_a_title_without_latin_letters_has_an_address():
    assert (
        draft(lea(), files(**{"course.md": COURSE.replace("Keyboard first", "لوحة المفاتيح")})).course.slug == "course"
    )


@pytest.mark.parametrize("who", [amara, samir])
def test_who_is_no_author_brings_nothing(who):
    with pytest.raises(NotTheAuthor):
        draft(who())


def test_the_operator_may_by_command():
    assert draft(noor()).brought_by == noor()


def test_another_author_cannot_touch_it_until_added():
    course = draft(lea()).course
    other = mei()
    with pytest.raises(NotTheAuthor):
        draft(other, files(**{"x.csv": "1"}), course)
    add_author(actor=lea(), course=course, person=other)
    assert draft(other, files(**{"x.csv": "1"}), course).course == course


def test_nothing_is_kept_of_what_is_no_course():
    with pytest.raises(NotACourse):
        draft(lea(), {"a.csv": b"1"})
    assert not Course.objects.exists() and not Draft.objects.exists()


def test_a_draft_with_problems_is_kept_with_its_report():
    made = draft(lea(), files(**{"02-names.md": "---\ntitle: a: b\n---\n"}))
    assert [(one["file"], one["line"], one["blocks"]) for one in made.report["found"]] == [("02-names.md", 2, True)]


def test_a_newer_edition_of_a_published_course_waits_beside_it():
    version = published(lea())
    made = draft(lea(), files(**{"x.csv": "1"}), version.course)
    version.course.refresh_from_db()
    assert made.course.current == version and version.course.standing == Standing.PUBLISHED


@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_leave_one_draft():
    course = draft(lea()).course
    author = lea()
    together(
        lambda: draft(author, files(**{"a.csv": "1"}), course),
        lambda: draft(author, files(**{"b.csv": "2"}), course),
    )
    assert Draft.objects.count() == 1
    made = Draft.objects.get()
    assert made.files.count() == 5 and all(stored.read(one.stored) for one in made.files.all())
