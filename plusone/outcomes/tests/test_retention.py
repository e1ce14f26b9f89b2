from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from plusone.core import clock, facts
from plusone.outcomes.actions.answer_follow_up import answer_follow_up
from plusone.outcomes.actions.report_end import report_end
from plusone.outcomes.actions.reverse_case import Seen, reverse_case
from plusone.outcomes.actions.withdraw_report import withdraw_report
from plusone.outcomes.jobs_follow import ask_due
from plusone.outcomes.models import FollowUp, FollowUpAnswer, Outcome, VerifiedStart
from plusone.outcomes.models.followups import IN_WORK, KNOWN, NOT_IN_WORK, Answer
from plusone.outcomes.retention import Retention, end_of, retention
from plusone.outcomes.tests import scene
from plusone.outcomes.tests.starts import FIRST_DAY, at, verified_start
from plusone.outcomes.tests.test_answer_follow_up import ASKED, asked_job, token_of
from plusone.people.actions.erase_person import erase_person
from plusone.testing import cast


def start(number: int, answer: str = "", *, first_day: date = FIRST_DAY, answered_on: date = ASKED) -> Outcome:
    """A verified start of somebody, by rows, with an answer at 30 days where there is one."""
    job = scene.job(scene.somebody(number), started_on=first_day, goal=None)
    VerifiedStart.objects.create(outcome=job, started_on=first_day, since=at(first_day))
    row = FollowUp.objects.create(outcome=job, days=30, due_on=first_day + timedelta(days=30))
    if answer:
        FollowUpAnswer.objects.create(follow_up=row, answer=answer, at=at(answered_on))
    return job


@pytest.mark.django_db
def test_the_unanswered_stay_in_the_denominator():
    for number, answer in enumerate(["same", "other", "seeking", "study", "not_seeking", "", "unreachable"]):
        start(number, answer)
    assert retention(ASKED, 30) == Retention(days=30, n=7, in_work=2, unknown=2)


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["", "unreachable", "not_asked", "too_late", "contradicted"])
def test_what_is_no_answer_is_unknown_and_never_work(answer):
    start(1, answer)
    assert retention(ASKED, 30) == Retention(days=30, n=1, in_work=0, unknown=1)


def test_every_answer_is_work_or_not_or_unknown():
    assert IN_WORK | NOT_IN_WORK == KNOWN
    assert not IN_WORK & NOT_IN_WORK
    assert set(Answer) - KNOWN == {Answer.UNREACHABLE, Answer.NOT_ASKED, Answer.TOO_LATE, Answer.CONTRADICTED}


@pytest.mark.django_db
def test_a_start_is_in_from_the_day_on_not_before():
    start(1)
    assert retention(ASKED - timedelta(days=1), 30).n == 0
    assert retention(ASKED, 30).n == 1


@pytest.mark.django_db
def test_the_past_is_read_as_it_was():
    job = asked_job()
    clock.move(at(ASKED + timedelta(days=2), 23))
    answer_follow_up(token=token_of(job), answer="same")
    clock.move(at(ASKED + timedelta(days=5)))
    answer_follow_up(token=token_of(job), answer="seeking")
    read = [retention(ASKED + timedelta(days=days), 30) for days in (1, 2, 4, 5)]
    assert [(one.in_work, one.unknown) for one in read] == [(0, 1), (1, 0), (1, 0), (0, 0)]


@pytest.mark.django_db
def test_an_answer_late_in_the_evening_belongs_to_its_day():
    start(1, "same", answered_on=ASKED)
    row = FollowUp.objects.get()
    FollowUpAnswer.objects.create(follow_up=row, answer="study", at=end_of(ASKED) - timedelta(microseconds=1))
    FollowUpAnswer.objects.create(follow_up=row, answer="same", at=end_of(ASKED))
    assert retention(ASKED, 30).in_work == 0
    assert retention(ASKED + timedelta(days=1), 30).in_work == 1


@pytest.mark.django_db
def test_a_withdrawn_and_a_reversed_job_leave_from_that_day_on():
    withdrawn, wrong = verified_start(cast.amara()), verified_start(cast.yusuf())
    later = ASKED + timedelta(days=10)
    with clock.moved_to(at(later)):
        withdraw_report(actor=withdrawn.person, outcome_id=withdrawn.pk)
        seen = Seen(wrong.revision, wrong.round, wrong.state)
        reverse_case(actor=cast.samir(), outcome_id=wrong.pk, seen=seen, words="It was invented.")
    assert retention(later - timedelta(days=1), 30).n == 2
    assert retention(later, 30).n == 0


@pytest.mark.django_db
def test_erasure_leaves_the_figure_as_it_was():
    job = asked_job()
    answer_follow_up(token=token_of(job), answer="same")
    before = retention(ASKED, 30)
    erase_person(actor=job.person, person=job.person)
    assert retention(ASKED, 30) == before == Retention(30, 1, 1, 0)


@pytest.mark.django_db
def test_an_ended_job_is_unknown_until_somebody_says_what_came_then():
    job = asked_job()
    report_end(actor=job.person, outcome_id=job.pk, ended_on=FIRST_DAY + timedelta(days=5))
    assert retention(ASKED, 30) == Retention(30, 1, 0, 1)
    answer_follow_up(token=token_of(job), answer="other")
    assert retention(ASKED, 30) == Retention(30, 1, 1, 0)


@pytest.mark.django_db
def test_a_person_with_two_jobs_has_two_starts():
    verified_start(cast.amara())
    verified_start(cast.amara(), FIRST_DAY + timedelta(days=40), employer="Rivier Hospital")
    with clock.moved_to(at(FIRST_DAY + timedelta(days=70))):
        ask_due.func()
    assert retention(FIRST_DAY + timedelta(days=70), 30).n == 2


@pytest.mark.django_db
def test_the_fact_gives_n_and_unknown_and_no_share_where_too_many_are_unknown():
    for number in range(8):
        start(number, "same")
    start(8, "seeking")
    for number in (9, 10):
        start(number)
    found = facts.read("outcomes.retention_30", ASKED)
    assert (found.value, found.n, found.unknown) == (8 / 11, 11, 2)
    start(11)
    assert facts.read("outcomes.retention_30", ASKED).value is None
    assert facts.read("outcomes.retention_30", ASKED).unknown == 3


@pytest.mark.django_db
def test_nobody_of_nobody_is_no_rate():
    found = facts.read("outcomes.retention_730", ASKED)
    assert (found.value, found.n, found.unknown) == (None, 0, 0)
    assert retention(ASKED, 730).bounds is None


@pytest.mark.django_db
def test_it_is_one_query(django_assert_num_queries):
    start(1)
    with django_assert_num_queries(1):
        retention(ASKED, 30)


SAID = st.lists(st.tuples(st.sampled_from(["", *Answer.values]), st.integers(0, 40)), max_size=12)


class UnknownStays(TestCase):
    """Whatever is answered or not, and whenever: everybody is in exactly one of the three, and nobody leaves."""

    @settings(max_examples=40, deadline=None)
    @given(SAID, st.integers(0, 50))
    def test_the_parts_are_always_the_whole(self, said, read_after):
        for number, (answer, days) in enumerate(said):
            start(number, answer, answered_on=ASKED + timedelta(days=days))
        found = retention(ASKED + timedelta(days=read_after), 30)
        heard = [answer for answer, days in said if days <= read_after]
        self.assertEqual(found.n, len(said))
        self.assertEqual(found.in_work, sum(answer in IN_WORK for answer in heard))
        self.assertEqual(found.unknown, len(said) - sum(answer in KNOWN for answer in heard))
        if found.bounds:
            self.assertLessEqual(0, found.bounds.low)
            self.assertLessEqual(found.bounds.high, 1)
