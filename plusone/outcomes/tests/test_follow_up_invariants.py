"""Whatever is done in whatever order: the unknown stay in, and releases stay as they are."""

import contextlib
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from plusone.core import clock
from plusone.core.errors import Refused
from plusone.outcomes import followups
from plusone.outcomes.actions.answer_follow_up import answer_follow_up, stop_asking
from plusone.outcomes.actions.note_follow_up import note_follow_up
from plusone.outcomes.actions.report_end import report_end
from plusone.outcomes.actions.withdraw_report import withdraw_report
from plusone.outcomes.jobs_follow import ask_due, freeze_release
from plusone.outcomes.models import FollowUp, FollowUpAnswer, Outcome, Release
from plusone.outcomes.models.followups import IN_WORK, KNOWN
from plusone.outcomes.retention import retention
from plusone.outcomes.tests.starts import FIRST_DAY, at, says_yes, verified_start
from plusone.people.actions.erase_person import erase_person
from plusone.testing import cast

WHO = st.integers(0, 2)
STEP = st.one_of(
    st.tuples(st.just("wait"), st.sampled_from([1, 7, 8, 30, 60])),
    st.tuples(st.just("answer"), WHO, st.sampled_from(sorted(KNOWN))),
    st.tuples(st.just("note"), WHO, st.sampled_from(sorted(KNOWN))),
    st.tuples(st.sampled_from(["stop", "yes", "end", "withdraw", "erase", "guess"]), WHO),
)


class Anything(TestCase):
    @settings(max_examples=12, deadline=None)
    @given(st.lists(STEP, max_size=14))
    def test_the_unknown_stay_in_and_releases_stay_as_they_are(self, steps):
        people = [says_yes(cast.amara()), says_yes(cast.yusuf()), cast.member("nadia")]
        self.jobs = [verified_start(person) for person in people]
        self.withdrawn: set[int] = set()
        self.today, self.frozen = FIRST_DAY, {}
        clock.move(at(self.today))
        for what, *how in steps:
            with contextlib.suppress(Refused):  # a refusal is an answer; it must not have changed a figure
                getattr(self, what)(*how)
            self.look()

    def wait(self, days: int) -> None:
        self.today += timedelta(days=days)
        clock.move(at(self.today))
        ask_due.func()
        freeze_release.func()

    def open_one(self, who: int) -> FollowUp:
        asked = FollowUp.objects.filter(outcome=self.jobs[who], due_on__lte=self.today).order_by("-due_on").first()
        return asked or FollowUp.objects.filter(outcome=self.jobs[who]).order_by("days")[0]

    def answer(self, who: int, answer: str) -> None:
        answer_follow_up(token=followups.secret(self.open_one(who)), answer=answer)

    def note(self, who: int, answer: str) -> None:
        note_follow_up(actor=cast.samir(), follow_up_id=self.open_one(who).pk, answer=answer)

    def guess(self, who: int) -> None:
        answer_follow_up(token="0" * 48, answer="same")

    def stop(self, who: int) -> None:
        stop_asking(token=followups.secret(self.open_one(who)))

    def yes(self, who: int) -> None:
        if not self.person(who).erased_at:
            says_yes(self.person(who))

    def end(self, who: int) -> None:
        report_end(actor=self.person(who), outcome_id=self.jobs[who].pk, ended_on=self.today)

    def withdraw(self, who: int) -> None:
        if not self.person(who).erased_at:
            withdraw_report(actor=self.person(who), outcome_id=self.jobs[who].pk)
            self.withdrawn.add(who)

    def erase(self, who: int) -> None:
        erase_person(actor=self.person(who), person=self.person(who))

    def person(self, who: int):
        return Outcome.objects.select_related("person").get(pk=self.jobs[who].pk).person

    def look(self) -> None:
        """What must be true after each step."""
        for days in followups.DISTANCES:
            found = retention(self.today, days)
            old = self.today >= FIRST_DAY + timedelta(days=days)
            self.assertEqual(found.n, (3 - len(self.withdrawn)) if old else 0)
            self.assertTrue(0 <= found.in_work <= found.in_work + found.unknown <= found.n)
            said = FollowUpAnswer.objects.filter(follow_up__days=days)
            self.assertLessEqual(found.in_work, said.filter(answer__in=IN_WORK).values("follow_up").distinct().count())
            self.assertLessEqual(
                found.n - found.unknown, said.filter(answer__in=KNOWN).values("follow_up").distinct().count()
            )
        self.assertLessEqual(max(FollowUp.objects.values_list("tries", flat=True)), followups.TRIES)
        self.assertFalse(FollowUp.objects.filter(outcome__person__erased_at__isnull=False).exclude(digest=""))
        now: dict[date, object] = dict(Release.objects.values_list("month", "figures"))
        self.assertEqual({month: now[month] for month in self.frozen}, self.frozen)
        self.frozen = now
