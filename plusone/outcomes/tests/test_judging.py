"""What the rules read about a case: the service before the offer, in the learner's own days."""

from datetime import UTC, date, datetime

import pytest

from plusone.core import clock
from plusone.outcomes.counting import Found
from plusone.outcomes.judging import judge
from plusone.outcomes.tests import scene
from plusone.testing import cast

pytestmark = pytest.mark.django_db


def service(at, zone="UTC", **fields):
    """What the check "service" says about a job whose learner passed a quiz at this moment."""
    clock.move(scene.TODAY)
    person = cast.amara()
    person.time_zone = zone
    person.save()
    scene.help_with_a_quiz(person, at)
    checks = judge(scene.job(person, **fields)).checks
    return next(check.found for check in checks if check.name == "service")


@pytest.mark.parametrize(
    ("at", "fields", "wanted"),
    [
        (datetime(2026, 10, 11, 23, 59, tzinfo=UTC), {}, Found.PASS),
        (datetime(2026, 10, 12, 0, 0, tzinfo=UTC), {}, Found.FAIL),
        (datetime(2026, 10, 20, 12, 0, tzinfo=UTC), {}, Found.FAIL),
        (datetime(2024, 10, 12, 0, 0, tzinfo=UTC), {}, Found.PASS),
        (datetime(2024, 10, 11, 23, 59, tzinfo=UTC), {}, Found.FAIL),
        (datetime(2026, 11, 1, 23, 59, tzinfo=UTC), {"offered_on": None}, Found.PASS),
        (datetime(2026, 11, 2, 0, 0, tzinfo=UTC), {"offered_on": None}, Found.FAIL),
        (datetime(2026, 11, 20, 0, 0, tzinfo=UTC), {"offered_on": None}, Found.FAIL),
    ],
)
def test_the_school_must_have_helped_on_a_day_before_the_offer_within_24_months(at, fields, wanted):
    assert service(at, **fields) is wanted


def test_the_day_is_the_learners_own():
    late = datetime(2026, 10, 11, 23, 0, tzinfo=UTC)  # already the 12th in Tokyo
    assert service(late, "Asia/Tokyo") is Found.FAIL


def test_somebody_whom_the_school_never_helped_is_not_counted():
    clock.move(scene.TODAY)
    outcome = scene.confirm_start(scene.verify(scene.job(cast.amara())))
    found = judge(outcome)
    assert not found.counted
    assert [check.name for check in found.checks if check.found is not Found.PASS] == ["service"]


def test_only_the_newest_round_and_revision_of_checking_counts():
    clock.move(scene.TODAY)
    outcome = scene.proven_job(cast.amara())
    assert judge(outcome).counted
    outcome.revision = 2
    assert not judge(outcome).counted


def test_the_rules_in_force_on_the_first_day_judge_it():
    outcome = scene.proven_job(cast.amara(), started_on=date(2020, 1, 6), offered_on=None)
    assert judge(outcome).rules.version == 1
