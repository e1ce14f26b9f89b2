"""Leadership states thresholds; what was counted stays counted."""

import json
from datetime import date, timedelta

import pytest

from plusone.core import clock
from plusone.outcomes import chain, rules
from plusone.outcomes.actions import state_rules as action
from plusone.outcomes.actions.settle import settle
from plusone.outcomes.actions.state_rules import state_rules
from plusone.outcomes.models import LedgerEntry, RuleSet
from plusone.outcomes.tests import scene
from plusone.testing import cast
from plusone.testing.races import failed, together, worked

pytestmark = pytest.mark.django_db
TOMORROW = (scene.TODAY + timedelta(days=1)).date()


@pytest.fixture(autouse=True)
def _today():
    clock.move(scene.TODAY)


def test_the_next_version_begins_on_its_day_and_stands_in_the_ledger():
    state_rules(actor=cast.ines(), thresholds={"hours": 20}, in_force_from=TOMORROW)
    assert rules.in_force(scene.TODAY.date())["hours"] == 15
    in_force = rules.in_force(TOMORROW)
    assert (in_force.version, in_force["hours"], in_force["service_months"]) == (2, 20, 24)
    said = json.loads(chain.newest().raw)
    assert (said["kind"], said["version"], said["from"], said["thresholds"]["hours"]) == ("rules", 2, "2026-11-26", 20)


def test_a_stricter_version_takes_nothing_back():
    goal = scene.goal()
    settle(scene.proven_job(cast.amara(), hours=16).person, goal)
    state_rules(actor=cast.ines(), thresholds={"hours": 20}, in_force_from=TOMORROW)
    clock.move(scene.TODAY + timedelta(days=2))
    assert settle(cast.amara(), goal) is not None
    late = scene.job(cast.yusuf(), hours=16, started_on=TOMORROW, offered_on=None)
    scene.help_with_a_quiz(cast.yusuf())
    scene.confirm_start(scene.verify(late))
    assert settle(cast.yusuf(), goal) is None


@pytest.mark.parametrize(
    ("who", "thresholds", "day", "refusal"),
    [
        ("samir", {"hours": 20}, TOMORROW, action.NotLeadership),
        ("amara", {"hours": 20}, TOMORROW, action.NotLeadership),
        ("ines", {"luck": 1}, TOMORROW, action.UnknownThreshold),
        ("ines", {"hours": 0}, TOMORROW, action.OutOfBounds),
        ("ines", {"hours": "15"}, TOMORROW, action.OutOfBounds),
        ("ines", {"hours": True}, TOMORROW, action.OutOfBounds),
        ("ines", {"hours": 15.5}, TOMORROW, action.OutOfBounds),
        ("ines", {"minimum_level": 1}, TOMORROW, action.OutOfBounds),
        ("ines", {"smallest_group": 5}, TOMORROW, action.OutOfBounds),
        ("ines", {"hours": 20}, scene.TODAY.date(), action.NotYetAllowed),
        ("ines", {"hours": 20}, date(2020, 1, 1), action.NotYetAllowed),
    ],
)
def test_it_refuses(who, thresholds, day, refusal):
    with pytest.raises(refusal):
        state_rules(actor=cast.member(who), thresholds=thresholds, in_force_from=day)
    assert not RuleSet.objects.filter(version=2).exists()


def test_versions_follow_one_another():
    state_rules(actor=cast.ines(), thresholds={"hours": 20}, in_force_from=TOMORROW)
    with pytest.raises(action.NotYetAllowed):
        state_rules(actor=cast.ines(), thresholds={"hours": 30}, in_force_from=TOMORROW)


def test_every_threshold_says_what_it_means():
    assert all(
        str(one.meaning).endswith(".") and one.least <= one.default <= one.most for one in rules.DEFAULTS.values()
    )


@pytest.mark.django_db(transaction=True)
def test_two_who_state_at_once_make_one_version_and_one_refusal():
    ines = cast.ines()
    calls = [lambda: state_rules(actor=ines, thresholds={"hours": 20}, in_force_from=TOMORROW)] * 2
    results = together(*calls)
    assert len(worked(results)) == 1
    assert [type(one) for one in failed(results)] == [action.NotYetAllowed]
    assert LedgerEntry.objects.filter(kind="rules").count() == 2
