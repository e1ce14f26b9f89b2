"""When the vision changes, courses outside it are listed for a decision, and never removed by themselves."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plusone.courses.actions.change_standing import change_standing
from plusone.courses.models import Standing
from plusone.courses.queries import to_review
from plusone.courses.tests.samples import COURSE, files, published, vision
from plusone.testing.cast import ines, lea, mei

pytestmark = pytest.mark.django_db


def test_a_course_outside_the_new_vision_is_listed_and_stays_published():
    maths = published(lea(), audience="pupils").course
    published(lea(), files(**{"course.md": COURSE.replace("Keyboard first", "Another")}))
    assert to_review(ines(), "en") == []
    vision()
    found = to_review(ines(), "en")
    assert [(one.course, [miss.phrase for miss in one.misses]) for one in found] == [(maths, ["find jobs"])]
    maths.refresh_from_db()
    assert maths.standing == Standing.PUBLISHED
    change_standing(actor=ines(), course=maths, standing=Standing.ON_HOLD, reason="Not ours any more.")
    assert to_review(ines(), "en") == [], "decided"


def test_an_author_sees_their_own_only():
    published(lea(), audience="pupils")
    vision()
    assert len(to_review(lea(), "en")) == 1
    assert to_review(mei(), "en") == []


def test_the_number_of_queries_does_not_grow():
    vision()
    counts = []
    for number in range(3):
        published(mei(), files(**{"course.md": COURSE.replace("Keyboard first", f"Course {number}")}))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            to_review(mei(), "en")
        counts.append(len(asked))
    assert counts[1] == counts[2]
