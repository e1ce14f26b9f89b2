"""The count as facts: today from one row, earlier days as they stood at their end; and what erasing leaves."""

from datetime import timedelta

import pytest

from plusone.core import clock, facts
from plusone.outcomes import privacy_count
from plusone.outcomes.actions.settle import settle
from plusone.outcomes.models import CaseStep, CountedPerson, Outcome, PersonTally
from plusone.outcomes.models.cases import State
from plusone.outcomes.tests import scene
from plusone.testing import cast

pytestmark = pytest.mark.django_db
NAMES = ("verified_people", "verified_jobs", "celebrated_people", "celebrated_jobs")


def read(goal, days=0):
    day = scene.TODAY.date() + timedelta(days=days)
    return tuple(int(facts.read(f"outcomes.{name}", day, goal=goal).value) for name in NAMES)


@pytest.fixture
def goal():
    """Day 0: one proven job. Day 1: a second one of theirs, and a report of somebody else. Day 2: that is withdrawn."""
    clock.move(scene.TODAY)
    goal = scene.goal()
    settle(scene.proven_job(cast.amara()).person, goal)
    clock.move(scene.TODAY + timedelta(days=1))
    settle(scene.proven_job(cast.amara()).person, goal)
    told = scene.job(cast.yusuf())
    settle(cast.yusuf(), goal)
    clock.move(scene.TODAY + timedelta(days=2))
    Outcome.objects.filter(pk=told.pk).update(state=State.WITHDRAWN)
    CaseStep.objects.create(outcome=told, state=State.WITHDRAWN, what="withdrawn", revision=1)
    settle(cast.yusuf(), goal)
    return goal


def test_each_day_reads_as_it_stood_at_its_end(goal):
    assert read(goal, -1) == (0, 0, 0, 0)
    assert read(goal, 0) == (1, 1, 1, 1)
    assert read(goal, 1) == (1, 2, 2, 3)
    assert read(goal, 2) == (1, 2, 1, 2)


def test_a_goal_that_nobody_reached_yet_reads_nought_and_so_does_no_goal(goal):
    assert read(None, 2) == (0, 0, 0, 0)


@pytest.mark.parametrize("name", NAMES)
def test_a_fact_of_today_asks_one_question(goal, name, django_assert_num_queries):
    with django_assert_num_queries(1):
        facts.read(f"outcomes.{name}", clock.today(), goal=goal)


def test_erasing_deletes_the_link_and_leaves_the_figures(goal):
    before = read(goal, 2)
    assert len(privacy_count.export(cast.amara())) == 1
    privacy_count.erase(cast.amara())
    assert read(goal, 2) == before
    assert not CountedPerson.objects.exists()
    assert not PersonTally.objects.filter(person=cast.amara()).exists()
    assert privacy_count.export(cast.amara()) == []
