"""A registrar confirms: verified, counted when started, by as many as are needed, never by whoever has a stake."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage

from plusone.core import clock
from plusone.core.jobs import inline
from plusone.core.models import Event, Letter
from plusone.outcomes import refusals
from plusone.outcomes.actions.change_report import change_report
from plusone.outcomes.actions.confirm_case import FoundAlready, NotProvenYet, Seen, confirm_case
from plusone.outcomes.actions.confirm_start import NotYetStarted
from plusone.outcomes.actions.declare_stake import declare_stake
from plusone.outcomes.models import CountedPerson, LedgerEntry, Outcome, StartConfirmation, Verification
from plusone.outcomes.models.cases import State
from plusone.outcomes.models.ledger import LineKind
from plusone.outcomes.tests import scene, story
from plusone.people.models import RoleGrant
from plusone.testing import cast
from plusone.testing.races import failed, together, worked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def entries():
    return LedgerEntry.objects.filter(kind=LineKind.ENTRY)


def test_a_started_job_is_counted_when_the_registrar_confirms(goal):
    outcome = story.report(cast.amara())
    story.start(outcome)
    story.prove(outcome)
    assert story.fresh(outcome).state == State.IN_REVIEW
    story.confirm(outcome)
    outcome = story.fresh(outcome)
    assert (outcome.state, outcome.level, outcome.waiting_since) == (State.VERIFIED, "E2", None)
    assert CountedPerson.objects.get().person == cast.amara()
    assert entries().get().total == 1
    assert Verification.objects.get().verifier == cast.samir()
    assert "counted: +1" in Letter.objects.get(subject="Your job is verified").body


def test_before_the_first_day_it_is_verified_and_waits_until_the_start_is_confirmed(goal):
    outcome = story.verified(cast.amara(), started_on=date(2026, 11, 30))
    assert not entries().exists()
    assert "wait for your first day" in Letter.objects.order_by("-pk").first().subject
    with pytest.raises(NotYetStarted):
        story.start(outcome)
    assert not StartConfirmation.objects.exists()
    clock.move(scene.TODAY + timedelta(days=5))
    story.start(outcome)
    story.start(outcome)
    assert entries().count() == 1
    assert story.fresh(outcome).counted_since == date(2026, 11, 30)
    assert Event.objects.filter(name="outcomes.started").count() == 1


def test_the_learners_own_word_alone_is_never_confirmed(goal):
    outcome = story.report(cast.amara())
    Outcome.objects.filter(pk=outcome.pk).update(state=State.IN_REVIEW)
    with pytest.raises(NotProvenYet):
        story.confirm(outcome)
    assert not Verification.objects.exists()


def test_nobody_confirms_their_own_case(goal):
    samir = cast.samir()
    outcome = story.report(samir)
    story.prove(outcome)
    with pytest.raises(refusals.NotForYou):
        story.confirm(outcome, samir)


def test_nobody_confirms_a_case_in_which_they_declared_a_stake(goal):
    outcome = story.report(cast.amara())
    story.prove(outcome)
    declare_stake(actor=cast.samir(), outcome_id=outcome.pk, reason="related")
    with pytest.raises(refusals.NotForYou):
        story.confirm(outcome)
    story.confirm(outcome, cast.grace())


def test_who_is_no_registrar_any_more_does_not_confirm(goal):
    outcome = story.report(cast.amara())
    story.prove(outcome)
    samir = cast.samir()
    RoleGrant.objects.filter(person=samir).update(withdrawn_at=clock.now())
    with pytest.raises(refusals.NotForYou):
        story.confirm(outcome, samir)
    with pytest.raises(refusals.NotForYou):
        story.confirm(outcome, cast.lea())


@pytest.mark.parametrize(
    "changed",
    [
        {"hired_by_school": True},
        {"kind": "freelance", "registered": True, "first_income_on": date(2026, 11, 10)},
        {"kind": "own_business", "registered": True, "first_income_on": date(2026, 11, 10)},
    ],
)
def test_two_different_people_confirm_where_two_are_needed(goal, changed):
    outcome = story.report(cast.amara(), **changed)
    story.start(outcome)
    story.prove(outcome)
    story.confirm(outcome)
    assert story.fresh(outcome).state == State.IN_REVIEW
    assert Event.objects.filter(name="outcomes.half_confirmed").count() == 1
    with pytest.raises(FoundAlready):
        story.confirm(outcome)
    assert not entries().exists()
    story.confirm(outcome, cast.grace())
    assert story.fresh(outcome).state == State.VERIFIED
    assert entries().count() == (0 if changed.get("hired_by_school") else 1)


def test_a_case_that_changed_since_it_was_seen_is_refused(goal):
    outcome = story.report(cast.amara())
    story.prove(outcome)
    seen = story.seen(outcome)
    change_report(actor=cast.amara(), outcome_id=outcome.pk, facts=story.facts(hours=story.JOB.hours - 30))
    with pytest.raises(refusals.CaseMoved):
        confirm_case(actor=cast.samir(), outcome_id=outcome.pk, seen=seen)
    assert not Verification.objects.exists()


@pytest.mark.parametrize("state", ["reported", "asked", "verified", "withdrawn", "reversed", "not_proven", "disputed"])
def test_only_a_case_in_review_is_confirmed_whatever_the_form_says(goal, state):
    outcome = story.report(cast.amara())
    story.prove(outcome)
    Outcome.objects.filter(pk=outcome.pk).update(state=state)
    with pytest.raises(refusals.CaseMoved):
        confirm_case(actor=cast.samir(), outcome_id=outcome.pk, seen=Seen(1, 1, state))


def test_the_file_goes_after_the_decision_and_its_digest_and_checker_stay(goal):
    outcome = story.report(cast.amara())
    proof = story.prove(outcome)
    assert default_storage.exists(proof.sealed)
    story.confirm(outcome)
    inline.run_waiting()
    proof.refresh_from_db()
    assert not default_storage.exists(proof.sealed)
    assert proof.deleted_at is not None
    assert len(proof.checksum) == 64
    assert proof.checked_by == cast.samir()


def test_the_file_stays_where_the_learner_wants_it(goal):
    outcome = story.report(cast.amara())
    proof = story.prove(outcome, keep=True)
    story.confirm(outcome)
    inline.run_waiting()
    proof.refresh_from_db()
    assert default_storage.exists(proof.sealed)
    assert proof.deleted_at is None


@pytest.mark.django_db(transaction=True)
def test_of_two_registrars_at_once_one_wins_and_the_other_is_told():
    scene.goal()
    samir, grace = cast.samir(), cast.grace()
    outcome = story.report(cast.amara())
    story.start(outcome)
    story.prove(outcome)
    seen = story.seen(outcome)
    results = together(
        *[lambda who=who: confirm_case(actor=who, outcome_id=outcome.pk, seen=seen) for who in (samir, grace)] * 2
    )
    assert len(worked(results)) == 1
    assert all(isinstance(one, refusals.CaseMoved | FoundAlready) for one in failed(results))
    assert Verification.objects.count() == 1
    assert entries().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_needed_verifiers_at_once_both_count_and_one_entry_is_written():
    scene.goal()
    samir, grace = cast.samir(), cast.grace()
    outcome = story.report(cast.amara(), kind="freelance", registered=True, first_income_on=date(2026, 11, 10))
    story.start(outcome)
    story.prove(outcome)
    seen = story.seen(outcome)
    results = together(
        *[lambda who=who: confirm_case(actor=who, outcome_id=outcome.pk, seen=seen) for who in (samir, grace)]
    )
    assert failed(results) == []
    assert story.fresh(outcome).state == State.VERIFIED
    assert entries().count() == 1


@pytest.mark.django_db(transaction=True)
def test_confirming_and_changing_and_starting_at_once_never_counts_what_nobody_checked():
    scene.goal()
    samir, amara = cast.samir(), cast.amara()
    outcome = story.report(amara)
    story.prove(outcome)
    seen = story.seen(outcome)
    together(
        lambda: confirm_case(actor=samir, outcome_id=outcome.pk, seen=seen),
        lambda: change_report(actor=amara, outcome_id=outcome.pk, facts=story.facts(employer="Another")),
        lambda: story.start(outcome),
    )
    outcome = story.fresh(outcome)
    total = sum(1 if '"delta":1' in line.raw else -1 for line in entries())
    assert outcome.revision == 2
    assert not outcome.proven
    assert total == 0


STEPS = [
    "plusone.outcomes.actions.confirm_case.forget_files",
    "plusone.outcomes.actions.confirm_case.steps.write",
    "plusone.outcomes.actions.confirm_case.events.record",
    "plusone.outcomes.recount.settle",
    "plusone.outcomes.actions.settle.chain.append",
    "plusone.outcomes.actions.confirm_case.steps.tell",
]


@pytest.mark.parametrize("broken", STEPS)
def test_a_crash_at_any_step_between_evidence_and_ledger_leaves_the_case_as_it_was(goal, monkeypatch, broken):
    outcome = story.report(cast.amara())
    story.start(outcome)
    proof = story.prove(outcome)

    def crash(*args, **kwargs):
        raise RuntimeError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(broken, crash)
        with pytest.raises(RuntimeError):
            story.confirm(outcome)
    assert story.fresh(outcome).state == State.IN_REVIEW
    assert not Verification.objects.exists()
    assert not entries().exists()
    proof.refresh_from_db()
    assert proof.deleted_at is None
    assert default_storage.exists(proof.sealed)
    story.confirm(outcome)
    assert entries().count() == 1
