"""Verdicts: frozen once, on the day after the last, and never moved by what is verified later."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from plusone.core import clock
from plusone.core.models import Event
from plusone.outcomes import chain, exports, verify
from plusone.outcomes.actions.freeze_verdicts import freeze_verdicts
from plusone.outcomes.actions.settle import settle
from plusone.outcomes.models import GoalVerdict, LedgerEntry
from plusone.outcomes.models.ledger import LineKind
from plusone.outcomes.tests import scene
from plusone.testing import cast
from plusone.testing.races import failed, together

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 11, 30)
EVENING = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
NEXT_DAY = datetime(2026, 12, 1, 0, 5, tzinfo=UTC)


def test_it_freezes_on_the_day_after_the_last_with_what_was_verified_by_then():
    goal = scene.goal(due_on=LAST_DAY)
    clock.move(EVENING)
    settle(scene.proven_job(cast.amara()).person, goal)
    settle(scene.job(cast.yusuf()).person, goal)
    assert freeze_verdicts() == []
    clock.move(NEXT_DAY)
    (verdict,) = freeze_verdicts()
    assert (verdict.verified, verdict.celebrated_people, verdict.celebrated_jobs) == (1, 2, 2)
    said = json.loads(verdict.entry.raw)
    assert (said["goal"], said["verified"], said["celebrated_people"]) == (2, 1, 2)
    assert freeze_verdicts() == []
    assert Event.objects.filter(name="outcomes.verdict_frozen").count() == 1


def test_what_is_verified_later_leaves_the_verdict_alone():
    goal = scene.goal(due_on=LAST_DAY)
    clock.move(NEXT_DAY)
    settle(scene.proven_job(cast.amara()).person, goal)
    verdict = GoalVerdict.objects.get()
    assert verdict.verified == 0, "settle freezes what is overdue before it writes"
    assert chain.newest_of(goal).total == 1
    kinds = [line.kind for line in LedgerEntry.objects.all()]
    assert kinds == ["format", "rules", "goal", "verdict", "entry"]


def test_several_overdue_goals_are_frozen_the_oldest_first(tmp_path):
    scene.goal(2, date(2026, 1, 1), date(2026, 6, 30))
    scene.goal(1, date(2025, 1, 1), date(2025, 12, 31))
    clock.move(NEXT_DAY)
    assert [verdict.goal.number for verdict in freeze_verdicts()] == [1, 2]
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b"".join(exports.export_lines()))
    assert verify.main([str(path)]) == 0


def test_a_clock_set_back_does_not_take_a_verdict_back():
    scene.goal(due_on=LAST_DAY)
    clock.move(NEXT_DAY)
    freeze_verdicts()
    clock.move(EVENING)
    assert freeze_verdicts() == []
    assert GoalVerdict.objects.count() == 1


def test_a_verdict_is_never_edited():
    scene.goal(due_on=LAST_DAY)
    clock.move(NEXT_DAY)
    freeze_verdicts()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        GoalVerdict.objects.update(verified=9)


@pytest.mark.django_db(transaction=True)
def test_the_job_and_a_registrar_at_once_freeze_one_verdict():
    goal = scene.goal(due_on=LAST_DAY)
    clock.move(NEXT_DAY)
    person = scene.proven_job(cast.amara()).person
    results = together(freeze_verdicts, freeze_verdicts, lambda: settle(person, goal), freeze_verdicts)
    assert failed(results) == []
    assert LedgerEntry.objects.filter(kind=LineKind.VERDICT).count() == 1
    assert GoalVerdict.objects.get().verified == 0
