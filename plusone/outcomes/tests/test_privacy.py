"""What this room knows about somebody goes with them; figures and history stay."""

import json
from datetime import date

import pytest
from django.core.files.storage import default_storage

from plusone.core import privacy
from plusone.core.jobs import inline
from plusone.core.models import Letter
from plusone.outcomes import tallies
from plusone.outcomes.actions.ask_employer import ask_employer
from plusone.outcomes.models import (
    CaseStep,
    CountedPerson,
    Dance,
    EmployerQuestion,
    Evidence,
    LedgerEntry,
    Outcome,
    Verification,
)
from plusone.outcomes.privacy import erase, export
from plusone.outcomes.tests import story
from plusone.people.actions.erase_person import erase_person
from plusone.testing import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def whole_story():
    outcome = story.report(cast.amara(), may_dance=True, may_say_name=True, country="BE")
    ask_employer(actor=cast.amara(), outcome_id=outcome.pk, address="hr@library.example")
    story.start(outcome)
    proof = story.prove(outcome, keep=True)
    story.confirm(outcome)
    return story.fresh(outcome), proof


def test_the_copy_holds_job_history_proof_address_and_line_as_plain_values(goal):
    whole_story()
    told = export(cast.amara())
    json.dumps(told)
    job = told["jobs"][0]
    assert (job["employer"], job["hours"], job["started_on"]) == ("Leuven City Library", "38.0", "2026-11-02")
    assert job["history"][0]["what"] == "reported"
    assert job["proofs"][0]["sha256"]
    assert job["employer_asked"][0]["address"] == "hr@library.example"
    assert len(told["counted"]) == 1
    assert export(cast.yusuf())["jobs"] == []


def test_erasing_blanks_who_and_where_and_leaves_every_figure(goal):
    outcome, proof = whole_story()
    lines = list(LedgerEntry.objects.values_list("hash", flat=True))
    erase_person(actor=None, person=cast.amara())
    inline.run_waiting()
    left = Outcome.objects.get(pk=outcome.pk)
    assert (left.employer, left.title, left.country, left.pay) == ("", "", "", None)
    assert (left.kind, left.hours, left.started_on) == ("full_time", 38, date(2026, 11, 2))
    assert left.counted_since == outcome.counted_since
    assert not Evidence.objects.exists()
    assert not EmployerQuestion.objects.exists()
    assert not CountedPerson.objects.exists()
    assert not default_storage.exists(proof.sealed)
    assert Dance.objects.get().withdrawn_at is not None
    assert CaseStep.objects.count() >= 4
    assert Verification.objects.count() == 1
    assert list(LedgerEntry.objects.values_list("hash", flat=True)) == lines
    assert tallies.of(goal).celebrated_people == 1


def test_no_letter_about_somebody_erased_is_left(goal):
    whole_story()
    assert Letter.objects.filter(body__contains="Amara").exists()
    erase_person(actor=None, person=cast.amara())
    assert not Letter.objects.filter(body__contains="Amara").exists()
    assert not Letter.objects.filter(subject__contains="Amara").exists()


def test_erasing_a_registrar_keeps_what_they_checked(goal):
    outcome, _proof = whole_story()
    erase_person(actor=None, person=cast.samir())
    assert Verification.objects.get().outcome == outcome
    assert story.fresh(outcome).counted_since is not None


def test_erasing_twice_is_as_once(goal):
    whole_story()
    erase(cast.amara())
    erase(cast.amara())
    assert Outcome.objects.count() == 1


def test_registration_asks_whether_we_may_ask_later():
    use = next(one for one in privacy.uses() if one.key == "outcomes.follow_up")
    assert use.ask_at_registration
    assert "after you found a job" in str(use.question)
