"""To follow, to stop, and to come back."""

import pytest

from plusone.core.models import Event
from plusone.learning.actions.follow_course import follow_course
from plusone.learning.actions.mark_chapter_read import mark_chapter_read
from plusone.learning.actions.stop_following import stop_following
from plusone.learning.errors import NotFollowed, OnHold, Retired
from plusone.learning.models import Following, Reading
from plusone.testing import builders, races
from plusone.testing.cast import amara, stranger

from .pages import Page

pytestmark = pytest.mark.django_db


def names():
    return list(Event.objects.filter(name__startswith="learning.").values_list("name", flat=True))


def test_following_twice_is_following_once(learner, course):
    first = follow_course(actor=learner, course=course)
    assert follow_course(actor=learner, course=course) == first
    assert names() == ["learning.followed"]


def test_stopping_keeps_what_was_done_and_coming_back_goes_on(learner, followed):
    chapter = followed.chapters.get(key="two")
    mark_chapter_read(actor=learner, chapter=chapter)
    stop_following(actor=learner, course=followed)
    stop_following(actor=learner, course=followed)
    assert Reading.objects.filter(person=learner).count() == 1
    with pytest.raises(NotFollowed):
        mark_chapter_read(actor=learner, chapter=chapter)
    again = follow_course(actor=learner, course=followed)
    assert again.place == chapter
    assert names() == ["learning.followed", "learning.chapter_read", "learning.stopped", "learning.followed"]


def test_who_never_followed_has_nothing_to_stop(learner, course):
    assert stop_following(actor=learner, course=course) is None
    assert names() == []


def test_a_course_on_hold_takes_nobody_new_and_says_what_to_take_rather(learner, course):
    rather = builders.course("maths-at-work", title="Maths at work")
    builders.put(course, "on_hold", "Hardly anybody came to a job through it.", rather)
    with pytest.raises(OnHold) as refusal:
        follow_course(actor=learner, course=course)
    assert refusal.value.way_on == ("Maths at work", "/courses/maths-at-work/")
    assert not Following.objects.exists()


def test_who_stopped_cannot_come_back_to_a_course_on_hold_but_who_follows_stays(learner, followed):
    builders.put(followed, "on_hold")
    assert follow_course(actor=learner, course=followed).stopped_at is None
    stop_following(actor=learner, course=followed)
    with pytest.raises(OnHold):
        follow_course(actor=learner, course=followed)


@pytest.mark.parametrize("standing", ["retired", "draft"])
def test_a_course_that_is_not_taught_takes_nobody(learner, course, standing):
    builders.put(course, standing)
    with pytest.raises(Retired):
        follow_course(actor=learner, course=course)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_following():
    learner, course = amara(), builders.course()
    results = races.together(*[lambda: follow_course(actor=learner, course=course)] * 4)
    assert races.failed(results) == []
    assert {one.pk for one in results} == {Following.objects.get().pk}
    assert names() == ["learning.followed"]


def test_a_visitor_is_sent_to_sign_in_and_back_to_the_question(client, course):
    answer = client.get("/courses/keyboard/following/")
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=%2Fcourses%2Fkeyboard%2Ffollowing%2F")
    assert client.post("/courses/keyboard/following/").status_code == 302
    assert not Following.objects.exists()


def test_the_button_follows_and_opening_the_page_does_not(signed_in, course):
    page = Page(signed_in.get("/courses/keyboard/following/"))
    assert page.status == 200
    assert not Following.objects.exists()
    assert signed_in.post("/courses/keyboard/following/")["Location"] == "/courses/keyboard/"
    assert "You follow this course already." in Page(signed_in.get("/courses/keyboard/following/")).text


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/courses/", "/courses/../../\\evil", "javascript:1", "/me/"]
)
def test_it_leads_on_only_to_courses_of_this_school(signed_in, course, to):
    assert "to" not in Page(signed_in.get("/courses/keyboard/following/", {"to": to})).hidden
    answer = signed_in.post("/courses/keyboard/following/", {"to": to})
    assert answer["Location"] == "/courses/keyboard/"


def test_it_leads_on_to_the_chapter_from_where_one_came(signed_in, course):
    answer = signed_in.post("/courses/keyboard/following/", {"to": "/courses/keyboard/one/?answers=x"})
    assert answer["Location"] == "/courses/keyboard/one/?answers=x"


def test_a_refusal_stands_on_the_page(signed_in, course):
    builders.put(course, "on_hold", "Hardly anybody came to a job through it.")
    answer = signed_in.post("/courses/keyboard/following/")
    assert answer.status_code == 409
    assert "nobody new can follow it" in Page(answer).text


def test_the_button_stops(signed_in, followed):
    page = Page(signed_in.post("/courses/keyboard/following/ended/", follow=True))
    assert "What you did is kept" in page.text
    assert Following.objects.get().stopped_at is not None


def test_a_stranger_stops_nothing(client, followed):
    client.force_login(stranger())
    assert client.post("/courses/keyboard/following/ended/").status_code == 404
    assert client.get("/courses/keyboard/following/ended/").status_code == 405
    assert Following.objects.get().stopped_at is None
