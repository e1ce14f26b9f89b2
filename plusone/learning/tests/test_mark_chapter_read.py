"""*I have read this*."""

import pytest

from plusone.core.models import Event
from plusone.learning.actions.mark_chapter_read import mark_chapter_read
from plusone.learning.errors import NotFollowed, Retired
from plusone.learning.models import Following, Reading
from plusone.testing import builders, races
from plusone.testing.cast import amara, stranger

from .pages import Page

pytestmark = pytest.mark.django_db


def test_it_marks_once_and_moves_the_place(learner, followed):
    one, two = followed.chapters.get(key="one"), followed.chapters.get(key="two")
    for chapter in (two, one, one):
        mark_chapter_read(actor=learner, chapter=chapter)
    assert Reading.objects.count() == 2
    assert Following.objects.get().place == one
    assert Event.objects.filter(name="learning.chapter_read").count() == 2


def test_who_does_not_follow_marks_nothing(course):
    with pytest.raises(NotFollowed):
        mark_chapter_read(actor=stranger(), chapter=course.chapters.get(key="one"))
    assert not Reading.objects.exists()


def test_who_follows_goes_on_while_it_is_on_hold_and_not_when_it_is_retired(learner, followed):
    builders.put(followed, "on_hold")
    mark_chapter_read(actor=learner, chapter=followed.chapters.get(key="one"))
    builders.put(followed, "retired")
    with pytest.raises(Retired):
        mark_chapter_read(actor=learner, chapter=followed.chapters.get(key="two"))


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_reading():
    learner, course = amara(), builders.course()
    Following.objects.create(person=learner, course=course)
    chapter = course.chapters.get(key="one")
    results = races.together(*[lambda: mark_chapter_read(actor=learner, chapter=chapter)] * 4)
    assert races.failed(results) == []
    assert Reading.objects.count() == 1
    assert Event.objects.filter(name="learning.chapter_read").count() == 1


def test_the_button_leads_to_the_next_chapter_and_from_the_last_to_the_course(signed_in, followed):
    assert signed_in.post("/courses/keyboard/one/reading/")["Location"] == "/courses/keyboard/two/"
    assert signed_in.post("/courses/keyboard/two/reading/")["Location"] == "/courses/keyboard/"


def test_reading_a_page_marks_nothing(signed_in, followed):
    assert "I have read this" in Page(signed_in.get("/courses/keyboard/two/")).text
    assert signed_in.get("/courses/keyboard/two/reading/").status_code == 405
    assert not Reading.objects.exists()
    assert Following.objects.get().place is None


def test_who_does_not_follow_is_told_so(signed_in, course):
    answer = signed_in.post("/courses/keyboard/two/reading/")
    assert answer.status_code == 403
    assert "You do not follow this course" in Page(answer).text


def test_a_chapter_that_is_not_there_is_not_found(signed_in, course):
    assert signed_in.post("/courses/keyboard/three/reading/").status_code == 404
