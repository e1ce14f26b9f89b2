"""Writing together."""

import pytest

from plusone.core.models import Event
from plusone.courses.actions.add_author import add_author
from plusone.courses.errors import NoAuthor, NotTheAuthor
from plusone.courses.tests.samples import draft
from plusone.testing.cast import amara, ines, lea, mei

pytestmark = pytest.mark.django_db


def test_an_author_is_added_once():
    course = draft(lea()).course
    for _time in range(2):
        add_author(actor=lea(), course=course, person=mei())
    assert set(course.authors.all()) == {lea(), mei()}
    assert Event.objects.filter(name="courses.author_added").count() == 1


def test_leadership_may_name_one_where_nobody_is_left():
    course = draft(lea()).course
    course.authors.clear()
    add_author(actor=ines(), course=course, person=mei())
    assert list(course.authors.all()) == [mei()]


def test_a_stranger_to_the_course_may_not():
    course = draft(lea()).course
    with pytest.raises(NotTheAuthor):
        add_author(actor=mei(), course=course, person=mei())


def test_somebody_without_the_role_cannot_be_one():
    with pytest.raises(NoAuthor):
        add_author(actor=lea(), course=draft(lea()).course, person=amara())
