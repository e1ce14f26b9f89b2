"""settle: +1 and -1, each exactly once, whatever happens in between."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from plusone.core import clock, ids
from plusone.core.models import Event
from plusone.outcomes import chain, tallies
from plusone.outcomes.actions.settle import commitment_text, settle
from plusone.outcomes.models import CountedPerson, LedgerEntry, Outcome
from plusone.outcomes.models.cases import Kind, State
from plusone.outcomes.models.ledger import LineKind
from plusone.outcomes.tests import scene
from plusone.testing import cast
from plusone.testing.races import failed, together

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    clock.move(scene.TODAY)


def deltas():
    return [json.loads(line.raw)["delta"] for line in LedgerEntry.objects.filter(kind=LineKind.ENTRY)]


def change(outcome, **fields):
    Outcome.objects.filter(pk=outcome.pk).update(**fields)
    return settle(outcome.person, outcome.goal)


def test_it_counts_a_proven_job_with_its_month_evidence_and_rules():
    goal = scene.goal()
    outcome = scene.proven_job(cast.amara())
    counted = settle(cast.amara(), goal)
    assert counted.outcome == outcome
    said = json.loads(counted.entry.raw)
    assert (said["goal"], said["delta"], said["month"], said["level"], said["rules"]) == (2, 1, "2026-11", "E2", 1)
    assert said["commitment"] == ids.salted_digest(counted.salt, commitment_text(outcome))
    assert [line.kind for line in LedgerEntry.objects.all()] == ["format", "rules", "goal", "entry"]
    assert Event.objects.filter(name="outcomes.counted").count() == 1


def test_calling_it_again_changes_nothing():
    goal = scene.goal()
    scene.proven_job(cast.amara())
    for _turn in range(3):
        settle(cast.amara(), goal)
    assert deltas() == [1]
    assert tallies.of(goal).celebrated_jobs == 1


def test_it_counts_a_person_once_and_their_jobs_apart():
    goal = scene.goal()
    for started in (date(2026, 11, 2), date(2026, 11, 9)):
        scene.proven_job(cast.amara(), started_on=started)
        settle(cast.amara(), goal)
    assert deltas() == [1]
    tally = tallies.of(goal)
    assert (tally.celebrated_people, tally.celebrated_jobs, tally.verified_jobs) == (1, 2, 2)


def test_a_reversal_lets_the_other_verified_job_count_in_the_same_transaction():
    goal = scene.goal()
    first = scene.proven_job(cast.amara())
    settle(cast.amara(), goal)
    second = scene.proven_job(cast.amara(), started_on=date(2026, 11, 9))
    settle(cast.amara(), goal)
    counted = change(first, state=State.REVERSED)
    assert counted.outcome == second
    assert deltas() == [1, -1, 1]
    assert chain.newest_of(goal).total == 1


def test_the_same_person_counts_for_two_goals():
    early = scene.goal(1, date(2025, 1, 1), date(2025, 12, 31))
    late = scene.goal(2)
    scene.help_with_a_quiz(cast.amara(), datetime(2025, 1, 5, tzinfo=UTC))
    for started in (date(2025, 6, 2), date(2026, 11, 2)):
        scene.confirm_start(scene.verify(scene.job(cast.amara(), started_on=started, offered_on=None)))
    assert settle(cast.amara(), early).entry.total == 1
    assert settle(cast.amara(), late).entry.total == 1


def test_a_start_on_a_day_without_a_goal_counts_once_a_person():
    for started in (date(2026, 11, 2), date(2026, 11, 9)):
        outcome = scene.proven_job(cast.amara(), started_on=started)
        assert outcome.goal is None
        settle(cast.amara(), None)
    assert deltas() == [1]
    assert json.loads(chain.newest().raw)["goal"] is None
    assert chain.newest_of(None).total == 1


def test_a_goal_stated_later_does_not_move_it():
    outcome = scene.proven_job(cast.amara())
    settle(cast.amara(), None)
    goal = scene.goal()
    assert settle(cast.amara(), goal) is None
    assert settle(cast.amara(), None).outcome == outcome
    assert deltas() == [1]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": State.IN_REVIEW},
        {"state": State.NOT_PROVEN},
        {"state": State.WITHDRAWN},
        {"state": State.REVERSED},
        {"level": "E1"},
        {"hours": Decimal("14.9")},
        {"same_post": None},
        {"same_post": True},
        {"credit": ""},
        {"credit": "no"},
        {"ended_on": date(2026, 12, 1)},
        {"revision": 2},
    ],
    ids=str,
)
def test_it_takes_back_what_no_longer_holds(fields):
    goal = scene.goal()
    outcome = scene.proven_job(cast.amara())
    settle(cast.amara(), goal)
    clock.move(scene.TODAY + timedelta(days=30))
    assert change(outcome, **fields) is None
    assert change(outcome, **fields) is None
    assert deltas() == [1, -1]
    entry, back = LedgerEntry.objects.filter(kind=LineKind.ENTRY)
    assert json.loads(back.raw)["reverses"] == entry.seq
    assert (back.total, back.taken_back) == (0, 1)
    outcome.refresh_from_db()
    assert (outcome.counted_since, outcome.counted_until) == (date(2026, 11, 25), date(2026, 12, 25))
    assert tallies.of(goal).verified_jobs == 0
    assert Event.objects.filter(name="outcomes.uncounted").count() == 1


def test_an_end_on_day_30_or_later_is_never_undone():
    goal = scene.goal()
    outcome = scene.proven_job(cast.amara())
    settle(cast.amara(), goal)
    clock.move(scene.TODAY + timedelta(days=60))
    assert change(outcome, ended_on=scene.STARTED + timedelta(days=30)) is not None
    assert deltas() == [1]


def test_a_dispute_takes_nothing_back_until_it_is_decided():
    goal = scene.goal()
    outcome = scene.proven_job(cast.amara())
    settle(cast.amara(), goal)
    assert change(outcome, state=State.DISPUTED) is not None
    assert change(outcome, state=State.UPHELD) is not None
    assert deltas() == [1]


def test_a_disputed_job_that_was_not_counted_does_not_begin_to_count():
    goal = scene.goal()
    outcome = scene.proven_job(cast.amara())
    assert change(outcome, state=State.DISPUTED) is None
    assert deltas() == []
    assert goal is not None


def test_a_clock_set_back_takes_nothing_away_and_does_not_break_the_chain():
    goal = scene.goal()
    scene.proven_job(cast.amara())
    settle(cast.amara(), goal)
    clock.move(scene.TODAY - timedelta(days=300))
    assert settle(cast.amara(), goal) is not None
    scene.proven_job(cast.yusuf())
    assert settle(cast.yusuf(), goal) is None, "by this clock the job has not begun"
    clock.move(scene.TODAY)
    assert settle(cast.yusuf(), goal) is not None
    assert deltas() == [1, 1]


def test_our_own_hire_waits_until_day_180():
    goal = scene.goal()
    outcome = scene.job(cast.amara(), hired_by_school=True)
    scene.help_with_a_quiz(cast.amara())
    scene.confirm_start(scene.verify(outcome, cast.samir(), cast.grace()))
    day = datetime(2026, 11, 2, 9, tzinfo=UTC)
    clock.move(day + timedelta(days=179))
    assert settle(cast.amara(), goal) is None
    clock.move(day + timedelta(days=180))
    assert settle(cast.amara(), goal) is not None


def test_one_verifier_is_not_enough_for_a_business_and_nobody_verifies_themselves():
    goal = scene.goal()
    outcome = scene.job(
        cast.amara(), kind=Kind.OWN_BUSINESS, hours=Decimal(5), registered=True, first_income_on=date(2026, 11, 20)
    )
    scene.help_with_a_quiz(cast.amara())
    scene.confirm_start(scene.verify(outcome, cast.samir(), cast.amara()))
    assert settle(cast.amara(), goal) is None
    scene.verify(outcome, cast.grace())
    assert settle(cast.amara(), goal) is not None


def test_a_person_who_was_erased_is_left_as_they_are():
    goal = scene.goal()
    outcome = scene.proven_job(cast.amara())
    settle(cast.amara(), goal)
    person = cast.amara()
    CountedPerson.objects.filter(person=person).delete()
    person.erased_at = clock.now()
    person.save()
    assert change(outcome, state=State.REVERSED) is None
    assert deltas() == [1]


def test_another_person_with_the_same_job_counts_too():
    goal = scene.goal()
    for person in (cast.amara(), cast.yusuf()):
        scene.proven_job(person)
        settle(person, goal)
    assert deltas() == [1, 1]
    said = [json.loads(line.raw)["commitment"] for line in LedgerEntry.objects.filter(kind=LineKind.ENTRY)]
    assert len(set(said)) == 2


def test_it_rolls_back_with_the_action_that_called_it():
    goal = scene.goal()
    scene.proven_job(cast.amara())
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        settle(cast.amara(), goal)
        1 / 0  # noqa: B018
    assert LedgerEntry.objects.count() == 0
    assert settle(cast.amara(), goal) is not None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE outcomes_ledgerentry SET total = 9 WHERE seq = 4",
        "UPDATE outcomes_ledgerentry SET raw = 'x' WHERE seq = 4",
        "DELETE FROM outcomes_ledgerentry WHERE seq = 4",
        "DELETE FROM outcomes_ledgerentry",
    ],
)
def test_the_database_refuses_to_edit_a_line(statement):
    goal = scene.goal()
    scene.proven_job(cast.amara())
    settle(cast.amara(), goal)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert LedgerEntry.objects.count() == 4


def test_the_database_refuses_to_replace_a_line():
    goal = scene.goal()
    scene.proven_job(cast.amara())
    settle(cast.amara(), goal)
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    ending = "" if connection.vendor == "sqlite" else " ON CONFLICT (seq) DO UPDATE SET raw = 'x'"
    columns = "seq, kind, raw, hash, goal_id, total, taken_back, written_at"
    statement = f"{verb} INTO outcomes_ledgerentry ({columns}) SELECT seq, kind, 'x', 'y', goal_id, 5, 0, written_at "
    statement += f"FROM outcomes_ledgerentry WHERE seq = 4{ending}"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert "x" not in LedgerEntry.objects.values_list("raw", flat=True)


@pytest.mark.django_db(transaction=True)
def test_the_same_person_settled_by_many_at_once_counts_once():
    goal = scene.goal()
    scene.proven_job(cast.amara())
    scene.proven_job(cast.amara(), started_on=date(2026, 11, 9))
    person = cast.amara()
    results = together(*[lambda: settle(person, goal)] * 6)
    assert failed(results) == []
    assert deltas() == [1]
    assert CountedPerson.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_settled_at_once_both_count_and_the_chain_holds():
    goal = scene.goal()
    people = [scene.somebody(number) for number in range(6)]
    for person in people:
        scene.proven_job(person)
    results = together(*[lambda person=person: settle(person, goal) for person in people])
    assert failed(results) == []
    assert deltas() == [1] * 6
    assert list(LedgerEntry.objects.values_list("seq", flat=True)) == list(range(1, 10))
    assert chain.newest_of(goal).total == 6


@pytest.mark.django_db(transaction=True)
def test_two_registrars_who_confirm_and_reverse_at_once_leave_ledger_and_cases_in_agreement():
    goal = scene.goal()
    first = scene.proven_job(cast.amara())
    scene.proven_job(cast.amara(), started_on=date(2026, 11, 9))
    person = cast.amara()

    def reverse():
        with transaction.atomic():
            chain.lock()
            locked = Outcome.objects.select_for_update().get(pk=first.pk)
            locked.state = State.REVERSED
            locked.save()
            settle(person, goal)

    assert failed(together(lambda: settle(person, goal), reverse)) == []
    assert chain.newest_of(goal).total == 1
    assert CountedPerson.objects.get(reversed_by=None).outcome_id != first.pk
