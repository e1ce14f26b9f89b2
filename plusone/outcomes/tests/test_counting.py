"""Each rule of counting by itself, at its edges. Unknown never passes."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from plusone.outcomes import rules
from plusone.outcomes.counting import SENTENCES, CaseFacts, Found, countable, months_before

STARTED = date(2026, 3, 2)
TODAY = date(2026, 11, 25)
RULES = rules.Rules(1, date(2026, 1, 1), rules.defaults())
GOOD = CaseFacts(
    state="verified",
    level="E2",
    needed_level="E2",
    verifiers=1,
    verifiers_needed=1,
    start_confirmed=True,
    started_on=STARTED,
    ended_on=None,
    within_goal=True,
    hours=Decimal(15),
    self_employed=False,
    registered=None,
    first_income_on=None,
    same_post=False,
    credit="partly",
    served=True,
    hired_by_school=False,
)
OWN = {"self_employed": True, "hours": Decimal(2), "registered": True, "first_income_on": TODAY}


def found(today=TODAY, rules=RULES, **changes):
    """What is not a pass, by name."""
    counted, checks = countable(replace(GOOD, **changes), rules, today)
    others = {check.name: check.found.value for check in checks if check.found is not Found.PASS}
    assert counted == (not others)
    return others


def test_a_job_that_meets_every_rule_counts():
    assert found() == {}
    assert [check.name for check in countable(GOOD, RULES, TODAY)[1]] == list(SENTENCES)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"state": "upheld"}, {}),
        ({"state": "reported"}, {"proven": "fail"}),
        ({"state": "in_review"}, {"proven": "fail"}),
        ({"state": "disputed"}, {"proven": "fail"}),
        ({"state": "disputed", "counted_since": STARTED}, {}),
        ({"state": "in_review", "counted_since": STARTED}, {"proven": "fail"}),
        ({"state": "reversed", "counted_since": STARTED}, {"proven": "fail"}),
        ({"verifiers": 0}, {"verifiers": "fail"}),
        ({"verifiers_needed": 2}, {"verifiers": "fail"}),
        ({"level": "E1"}, {"level": "fail"}),
        ({"needed_level": "E3"}, {"level": "fail"}),
        ({"needed_level": "E3", "level": "E4"}, {}),
        ({"start_confirmed": False}, {"started": "fail"}),
        ({"started_on": TODAY}, {}),
        ({"started_on": TODAY + timedelta(days=1)}, {"started": "fail"}),
        ({"started_on": TODAY + timedelta(days=1), "counted_since": TODAY + timedelta(days=1)}, {}),
        ({"within_goal": False}, {"goal": "fail"}),
        ({"hours": Decimal("14.9")}, {"hours": "fail"}),
        (OWN, {}),
        ({**OWN, "registered": None}, {"hours": "unknown"}),
        ({**OWN, "registered": False}, {"hours": "fail"}),
        ({**OWN, "first_income_on": None}, {"hours": "unknown"}),
        ({**OWN, "first_income_on": TODAY + timedelta(days=1)}, {"hours": "fail"}),
        ({**OWN, "hours": Decimal(60), "registered": None}, {"hours": "unknown"}),
        ({"same_post": None}, {"not_same_post": "unknown"}),
        ({"same_post": True}, {"not_same_post": "fail"}),
        ({"credit": "yes"}, {}),
        ({"credit": ""}, {"credit": "unknown"}),
        ({"credit": "no"}, {"credit": "fail"}),
        ({"served": False}, {"service": "fail"}),
        ({"hired_by_school": True}, {}),
        ({"hired_by_school": True, "started_on": TODAY - timedelta(days=180)}, {}),
        ({"hired_by_school": True, "started_on": TODAY - timedelta(days=179)}, {"school_hire": "fail"}),
        ({"hired_by_school": True, "ended_on": STARTED + timedelta(days=180)}, {}),
        ({"hired_by_school": True, "ended_on": STARTED + timedelta(days=179)}, {"school_hire": "fail"}),
        ({"ended_on": STARTED + timedelta(days=29)}, {"lasted": "fail"}),
        ({"ended_on": STARTED + timedelta(days=30)}, {}),
        ({"ended_on": TODAY + timedelta(days=90)}, {}),
    ],
    ids=str,
)
def test_each_rule_says_yes_no_or_unknown(changes, wanted):
    assert found(**changes) == wanted


def test_a_school_may_ask_for_more():
    strict = rules.Rules(2, TODAY, {**rules.defaults(), "hours": 20, "minimum_level": 3})
    assert found(rules=strict) == {"hours": "fail", "level": "fail"}


def test_a_threshold_that_an_old_version_lacks_has_its_default():
    assert rules.Rules(1, TODAY, {})["hours"] == 15


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        (date(2026, 10, 12), 24, date(2024, 10, 12)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 24, date(2022, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
        (date(2026, 12, 31), 6, date(2026, 6, 30)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, wanted):
    assert months_before(day, months) == wanted
