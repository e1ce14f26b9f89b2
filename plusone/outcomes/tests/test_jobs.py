"""What the clock does around cases: it asks, reminds, and never twice for one reason."""

from datetime import date, timedelta

import pytest

from plusone.core import clock
from plusone.core.models import Letter
from plusone.outcomes import jobs
from plusone.outcomes.actions.withdraw_report import withdraw_report
from plusone.outcomes.models import LedgerEntry
from plusone.outcomes.models.ledger import LineKind
from plusone.outcomes.tests import scene, story
from plusone.people.actions.erase_person import erase_person
from plusone.testing import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def later(**gone):
    clock.move(scene.TODAY + timedelta(**gone))


def letters(kind):
    return Letter.objects.filter(key__startswith=f"outcomes.{kind}:").count()


def daily(job, days=40):
    """The job runs each day."""
    for day in range(days):
        later(days=day)
        job.call()


def test_the_start_is_asked_on_the_first_day_and_twice_more(goal):
    story.verified(cast.amara(), started_on=date(2026, 11, 30))
    later(days=4)
    jobs.ask_for_starts.call()
    assert letters("start") == 0
    later(days=5)
    jobs.ask_for_starts.call()
    jobs.ask_for_starts.call()
    assert letters("start") == 1
    assert "press “I started”" in Letter.objects.get(key__startswith="outcomes.start:").body
    daily(jobs.ask_for_starts)
    assert letters("start") == 3


def test_a_start_that_is_confirmed_or_a_report_withdrawn_or_a_person_erased_is_not_asked_about(goal):
    story.counted(cast.amara())
    withdrawn = story.verified(cast.yusuf())
    withdraw_report(actor=cast.yusuf(), outcome_id=withdrawn.pk)
    story.verified(cast.stranger())
    erase_person(actor=None, person=cast.stranger())
    daily(jobs.ask_for_starts)
    assert letters("start") == 0


def test_the_first_day_comes_when_it_comes_where_the_learner_lives(goal):
    """At 22:00 UTC on the 29th it is the 30th in Istanbul, and still the 29th in Dakar."""
    story.verified(cast.yusuf(), started_on=date(2026, 11, 30))
    story.verified(cast.amara(), started_on=date(2026, 11, 30))
    later(days=4, hours=13)
    jobs.ask_for_starts.call()
    assert [one.to for one in Letter.objects.filter(key__startswith="outcomes.start:")] == [cast.yusuf().email]


def test_a_proof_is_asked_for_once_more_in_the_last_week(goal):
    story.report(cast.amara())
    story.prove(story.report(cast.yusuf()))
    daily(jobs.remind_of_evidence)
    assert letters("evidence_due") == 1


def test_open_questions_are_asked_again_three_times(goal):
    story.verified(cast.amara(), credit="")
    story.verified(cast.yusuf())
    daily(jobs.remind_of_questions, days=200)
    assert letters("questions") == 3


def test_a_hire_by_the_school_waits_until_day_180(goal):
    outcome = story.report(cast.amara(), hired_by_school=True)
    story.start(outcome)
    story.prove(outcome)
    story.confirm(outcome)
    story.confirm(outcome, cast.grace())
    clock.move(scene.TODAY.replace(year=2027, month=4, day=30))
    jobs.jobs_count.settle_what_time_moved.call()
    assert not LedgerEntry.objects.filter(kind=LineKind.ENTRY).exists()
    clock.move(scene.TODAY.replace(year=2027, month=5, day=1))
    jobs.jobs_count.settle_what_time_moved.call()
    jobs.jobs_count.settle_what_time_moved.call()
    assert LedgerEntry.objects.filter(kind=LineKind.ENTRY).count() == 1
