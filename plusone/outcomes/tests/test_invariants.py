"""What must hold whatever people do, in whatever order: the nine promises of the count, tried by a machine.

Beside the database stands a plain model of what was done; after each step both must agree, and at the end the ledger
must convince `verify.py`, also against every head that was signed on the way.
"""

import io
import re
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from plusone.core import clock
from plusone.outcomes import chain, exports, privacy_count, tallies, verify
from plusone.outcomes.actions.settle import settle
from plusone.outcomes.actions.sign_head import sign_head
from plusone.outcomes.models import CountedPerson, GoalVerdict, Head, LedgerEntry, Outcome
from plusone.outcomes.models.cases import PROVEN, State
from plusone.outcomes.tests import scene
from plusone.purpose.models import Goal
from plusone.testing import cast

BEGIN = datetime(2026, 11, 25, 9, tzinfo=UTC)
STARTS = [date(2026, 11, 2), date(2026, 12, 10), date(2027, 1, 5)]  # in the first goal, in none, in the second
NAMES = re.compile(r"learner|school\.example|rivier|tester|haddad", re.IGNORECASE)


@dataclass
class Job:
    """What the model knows of a job."""

    row: Outcome
    person: int
    verified: int = 0  # the revision that was verified
    started: int = 0  # the revision whose start was confirmed
    since: date | None = None
    state: str = State.REPORTED
    facts: dict = field(default_factory=dict)

    def counts(self, today: date) -> bool:
        day = max(today, self.since or today)
        kept = self.state == State.DISPUTED and self.since is not None
        ended = self.facts["ended_on"]
        return (
            (self.state in PROVEN or kept)
            and self.verified == self.row.revision == self.started
            and self.row.started_on <= day
            and self.facts["hours"] >= 15
            and self.facts["same_post"] is False
            and self.facts["credit"] in {"yes", "partly"}
            and (ended is None or (ended - self.row.started_on).days >= 30)
        )


class Count(RuleBasedStateMachine):
    folder: Path

    def __init__(self) -> None:
        super().__init__()
        self.atom = transaction.atomic()
        self.atom.__enter__()
        clock.move(BEGIN)
        self.goals = [
            scene.goal(1, date(2026, 1, 1), date(2026, 11, 30)),
            scene.goal(2, date(2027, 1, 1), date(2027, 12, 31)),
        ]
        self.people = [scene.somebody(number) for number in range(3)]
        for person in self.people:
            scene.help_with_a_quiz(person)
        self.erased: set[int] = set()
        self.jobs: list[Job] = []
        self.totals = {1: 0, 2: 0, None: 0}
        self.counted: dict[tuple[int, int | None], bool] = {}
        self.raws: list[str] = []
        self.verdicts: dict[int, int] = {}
        for person, started, credit in ((0, 0, "yes"), (0, 0, "partly"), (1, 0, ""), (2, 0, "yes"), (2, 2, "yes")):
            self.report_job(person, STARTS[started], hours=Decimal(38), credit=credit, same_post=False)
            self.prove(self.jobs[-1])

    def teardown(self) -> None:
        if not isinstance(sys.exc_info()[1], AssertionError):
            self.a_stranger_recomputes_it()
        transaction.set_rollback(True)
        self.atom.__exit__(None, None, None)
        clock.move(None)

    # --- what the model expects ---

    def settle(self, person: int, goal) -> None:
        settle(self.people[person], goal)
        for one in Goal.objects.all():
            if one.due_on < clock.today():
                assert self.verdicts.setdefault(one.pk, self.totals[one.number]) == one.verdict.verified
        if person in self.erased:
            return
        number, today = (goal.number if goal else None), clock.today()
        mine = [job for job in self.jobs if job.person == person and job.row.goal == goal]
        for job in mine:
            job.since = (job.since or today) if job.counts(today) else None
        now, was = any(job.since for job in mine), self.counted.get((person, number), False)
        self.totals[number] += now - was
        self.counted[person, number] = now

    def change(self, job: Job, *, state: str | None = None, again: bool = False, **facts) -> None:
        """Change a job as its action would; `again` if a fact that was checked changed."""
        if job.person in self.erased:
            return
        job.facts.update(facts)
        job.row.revision += again
        job.state = state or job.state
        Outcome.objects.filter(pk=job.row.pk).update(state=job.state, revision=job.row.revision, **facts)
        self.settle(job.person, job.row.goal)

    def report_job(self, person: int, started: date, **facts) -> None:
        facts = {**facts, "ended_on": None}
        row = scene.job(self.people[person], started_on=started, **facts)
        self.jobs.append(Job(row, person, facts=facts))
        self.settle(person, row.goal)

    def prove(self, job: Job) -> None:
        """Verified by the registrar; its start is confirmed where the day has come."""
        if job.verified < job.row.revision:
            scene.verify(job.row)
            job.verified = job.row.revision
        if job.started < job.row.revision and job.row.started_on <= clock.today():
            scene.confirm_start(job.row)
            job.started = job.row.revision
        self.change(job, state=State.VERIFIED, **job.facts)

    # --- what people do ---

    @rule(
        person=st.integers(0, 2),
        started=st.sampled_from(STARTS),
        lacking=st.sampled_from(
            [{}, {}, {}, {"hours": Decimal(12)}, {"credit": ""}, {"credit": "no"}, {"same_post": None}]
        ),
    )
    def report(self, person, started, lacking):
        if person not in self.erased and len(self.jobs) < 10:
            self.report_job(person, started, **{"hours": Decimal(38), "credit": "yes", "same_post": False, **lacking})

    @rule(data=st.data())
    def verify_and_start(self, data):
        job = data.draw(st.sampled_from(self.jobs))
        if job.person not in self.erased and job.state not in {State.WITHDRAWN, State.REVERSED}:
            self.prove(job)

    @rule(data=st.data(), again=st.booleans())
    def change_case(self, data, again):
        job = data.draw(st.sampled_from(self.jobs))
        what = data.draw(
            st.sampled_from(
                [
                    {"state": State.WITHDRAWN},
                    {"state": State.REVERSED},
                    {"state": State.NOT_PROVEN},
                    {"state": State.DISPUTED},
                    {"state": State.UPHELD},
                    {"credit": "no"},
                    {"credit": "yes"},
                    {"same_post": False},
                    {"ended_on": job.row.started_on + timedelta(days=12)},
                    {"ended_on": job.row.started_on + timedelta(days=30)},
                    {"state": State.IN_REVIEW, "again": True, "hours": Decimal(20)},
                ]
            )
        )
        if what.get("state") == State.UPHELD and job.state != State.DISPUTED:
            return
        self.change(job, **what)
        if again:
            self.settle(job.person, job.row.goal)

    @rule(days=st.sampled_from([1, 10, 40, -30]))
    def let_time_pass(self, days):
        clock.move(clock.now() + timedelta(days=days))

    @rule(person=st.integers(0, 2))
    def settle_everything(self, person):
        for goal in (*self.goals, None):
            self.settle(person, goal)

    @rule(person=st.integers(0, 2))
    def erase(self, person):
        if len(self.erased) == 2 or person in self.erased:
            return
        one = self.people[person]
        privacy_count.erase(one)
        one.name, one.erased_at = "", clock.now()
        one.save()
        self.erased.add(person)

    @rule()
    def sign(self):
        sign_head()

    # --- what must hold ---

    @invariant()
    def the_ledger_says_what_is_true(self):
        """Once per person and goal, never without evidence; unknown stays out; erasure leaves the count."""
        for goal in (*self.goals, None):
            line = chain.newest_of(goal)
            assert (line.total if line else 0) == self.totals[goal.number if goal else None]
        standing = CountedPerson.objects.filter(reversed_by=None).select_related("goal", "outcome")
        found = {(one.person_id, one.goal.number if one.goal else None) for one in standing}
        assert len(found) == standing.count()
        wanted = {
            (self.people[person].pk, goal)
            for (person, goal), counted in self.counted.items()
            if counted and person not in self.erased
        }
        assert found == wanted
        assert {one.outcome_id for one in standing} <= {job.row.pk for job in self.jobs if job.since}

    @invariant()
    def celebrated_stands_apart(self):
        for goal in (*self.goals, None):
            told = [job for job in self.jobs if job.row.goal == goal and job.state != State.WITHDRAWN]
            tally = tallies.of(goal)
            assert tally.celebrated_jobs == len(told)
            assert tally.celebrated_people == len({job.person for job in told})
            assert tally.verified_jobs == len([job for job in self.jobs if job.row.goal == goal and job.since])

    @invariant()
    def no_line_and_no_verdict_is_ever_changed(self):
        raws = list(LedgerEntry.objects.values_list("raw", flat=True))
        assert raws[: len(self.raws)] == self.raws
        self.raws = raws
        for one in GoalVerdict.objects.all():
            assert self.verdicts[one.goal_id] == one.verified

    def a_stranger_recomputes_it(self):
        """By the verifier, against every head so far; and no line names anybody."""
        path, kept = self.folder / "ledger.jsonl", self.folder / "heads"
        path.write_bytes(b"".join(exports.export_lines()))
        assert not NAMES.search(path.read_text())
        kept.write_text("\n".join(head.line for head in Head.objects.order_by("pk")[:2]))
        options = ["--head", str(kept)] if kept.stat().st_size else []
        said = io.StringIO()
        with redirect_stdout(said):
            assert verify.main([str(path), *options]) == 0, said.getvalue()
        for number in (1, 2):
            if self.totals[number]:
                assert re.search(rf"^Goal {number} .*: {self.totals[number]} people", said.getvalue(), re.MULTILINE)


@pytest.mark.django_db
def test_the_nine_promises_hold_whatever_people_do(tmp_path):
    cast.samir()
    Count.folder = tmp_path
    run_state_machine_as_test(
        Count,
        settings=settings(
            max_examples=30,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],  # a failure is shown as it was found: to make it shorter takes minutes
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
