"""On hold, resumed, retired: readers see why, and nothing that was done is lost."""

import pytest

from plusone.core.models import Event
from plusone.courses.actions.change_standing import change_standing
from plusone.courses.errors import NotPublished, NotTheAuthor, ReasonMissing, StandsSo
from plusone.courses.models import Course, Standing, StandingChange
from plusone.courses.tests.samples import COURSE, draft, files, published
from plusone.testing.cast import ines, lea, mei
from plusone.testing.races import failed, together

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return published(lea()).course


def other() -> Course:
    return published(lea(), files(**{"course.md": COURSE.replace("Keyboard first", "Another")})).course


def test_it_is_held_with_a_reason_and_resumed(course):
    change = change_standing(
        actor=lea(), course=course, standing=Standing.ON_HOLD, reason=" Out of scope. ", rather=other()
    )
    course.refresh_from_db()
    assert course.standing == Standing.ON_HOLD
    assert (change.reason, change.rather.slug, change.by) == ("Out of scope.", "another", lea())
    change_standing(actor=lea(), course=course, standing=Standing.PUBLISHED)
    course.refresh_from_db()
    assert course.standing == Standing.PUBLISHED
    assert Event.objects.filter(name="courses.standing_changed").count() == 2


def test_leadership_may_for_every_course(course):
    assert change_standing(actor=ines(), course=course, standing=Standing.RETIRED, reason="Old.").by == ines()


def test_another_author_may_not(course):
    with pytest.raises(NotTheAuthor):
        change_standing(actor=mei(), course=course, standing=Standing.RETIRED, reason="x")


@pytest.mark.parametrize("standing", [Standing.ON_HOLD, Standing.RETIRED])
def test_readers_are_told_why(course, standing):
    with pytest.raises(ReasonMissing):
        change_standing(actor=lea(), course=course, standing=standing, reason="  ")


def test_as_it_stands_already_nothing_changes(course):
    with pytest.raises(StandsSo):
        change_standing(actor=lea(), course=course, standing=Standing.PUBLISHED)


def test_a_draft_has_nothing_to_hold():
    with pytest.raises(NotPublished):
        change_standing(actor=lea(), course=draft(lea()).course, standing=Standing.ON_HOLD, reason="x")


@pytest.mark.parametrize("standing", [Standing.DRAFT, "gone"])
def test_a_published_course_is_never_a_draft_again(course, standing):
    with pytest.raises(NotPublished):
        change_standing(actor=lea(), course=course, standing=standing, reason="x")


def test_the_other_course_must_be_another_one_that_is_published(course):
    waiting = draft(lea(), files(**{"course.md": COURSE.replace("Keyboard first", "Waiting")})).course
    for rather in (course, waiting):
        with pytest.raises(NotPublished):
            change_standing(actor=lea(), course=course, standing=Standing.ON_HOLD, reason="x", rather=rather)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_write_one_change():
    course, author, leader = published(lea()).course, lea(), ines()
    results = together(
        lambda: change_standing(actor=author, course=course, standing=Standing.ON_HOLD, reason="a"),
        lambda: change_standing(actor=leader, course=course, standing=Standing.ON_HOLD, reason="b"),
    )
    assert [type(one) for one in failed(results)] == [StandsSo]
    assert StandingChange.objects.filter(standing=Standing.ON_HOLD).count() == 1
