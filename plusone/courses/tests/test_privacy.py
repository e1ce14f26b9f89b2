"""What the room knows of a person, and how it forgets."""

import pytest

from plusone.core import clock, facts
from plusone.core.privacy import rooms
from plusone.courses.actions.add_author import add_author
from plusone.courses.actions.change_standing import change_standing
from plusone.courses.models import Authorship, Course, Draft, Standing
from plusone.courses.tests.samples import COURSE, draft, files, published
from plusone.testing.cast import ines, lea, mei

pytestmark = pytest.mark.django_db
ROOM = next(one for one in rooms() if one.name == "courses")


def test_a_copy_names_what_somebody_wrote():
    draft(lea())
    copy = ROOM.export(lea())
    assert (
        copy["author of"][0]["course"] == "keyboard-first" and copy["drafts brought"][0]["course"] == "keyboard-first"
    )


def test_erasing_takes_the_authorship_and_lonely_drafts_and_leaves_what_is_published():
    version = published(lea())
    lonely = draft(lea(), files(**{"course.md": COURSE.replace("Keyboard first", "Alone")})).course
    shared = draft(lea(), files(**{"course.md": COURSE.replace("Keyboard first", "Shared")})).course
    add_author(actor=lea(), course=shared, person=mei())
    ROOM.erase(lea())
    assert not Authorship.objects.filter(person=lea()).exists()
    assert not Course.objects.filter(pk=lonely.pk).exists()
    assert Draft.objects.get().course == shared
    version.refresh_from_db()
    assert version.published_by_id == lea().pk, "the number stays, the name goes with the person"


def test_facts_count_as_the_day_stood():
    today = clock.today()
    assert facts.read("courses.published", today) == facts.Reading(0, 0)
    course = published(lea()).course
    assert facts.read("courses.published", today) == facts.Reading(1, 1)
    change_standing(actor=ines(), course=course, standing=Standing.ON_HOLD, reason="x")
    assert facts.read("courses.published", today) == facts.Reading(0, 1)
    assert facts.read("courses.on_hold", today) == facts.Reading(1, 1)
    assert facts.read("courses.versions", today) == facts.Reading(1, 1)
