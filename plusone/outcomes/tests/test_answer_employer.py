"""The employer's mailed question: opening changes nothing, a button answers once, and only a checked address proves."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from plusone.core import clock
from plusone.core.models import Event, Letter
from plusone.outcomes import addresses, jobs, refusals
from plusone.outcomes.actions.answer_employer import (
    AnsweredBefore,
    LinkOver,
    LinkWithdrawn,
    UnknownLink,
    answer_employer,
)
from plusone.outcomes.actions.ask_employer import AskedAlready, OwnAddress, OwnEmployer, ask_employer
from plusone.outcomes.actions.change_report import change_report
from plusone.outcomes.actions.confirm_case import NotProvenYet
from plusone.outcomes.actions.withdraw_report import withdraw_report
from plusone.outcomes.models import EmployerQuestion, Evidence, LedgerEntry, Outcome
from plusone.outcomes.models.cases import State
from plusone.outcomes.models.ledger import LineKind
from plusone.outcomes.tests import scene, story
from plusone.testing import cast
from plusone.testing.races import failed, together, worked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

HR = "people@library.example"


def ask(outcome, address=HR):
    ask_employer(actor=outcome.person, outcome_id=outcome.pk, address=address)
    return token()


def token():
    letter = Letter.objects.filter(key__startswith="outcomes.employer:").order_by("-pk").first()
    return re.search(r"/employers/([\w-]+)/", letter.body)[1]


def link(secret):
    return reverse("outcomes:employer", args=[secret])


def entries():
    return LedgerEntry.objects.filter(kind=LineKind.ENTRY).count()


def test_the_mail_names_job_and_day_and_never_pay_and_its_secret_is_stored_nowhere_else(goal):
    outcome = story.report(cast.amara())
    secret = ask(outcome)
    letter = Letter.objects.get(key__startswith="outcomes.employer:")
    assert (letter.to, letter.person_id) == (HR, cast.amara().pk)
    assert letter.subject == "Did Amara Diallo start work with you?"
    assert "2 November 2026" in letter.body
    assert "9 December 2026" in letter.body
    assert secret not in str(EmployerQuestion.objects.values().get())
    assert EmployerQuestion.objects.get().address == HR


def test_opening_the_link_changes_nothing_however_often_and_by_whomever(goal, client):
    outcome = story.report(cast.amara())
    secret = ask(outcome)
    events = Event.objects.count()
    for _again in range(3):
        assert client.get(link(secret)).status_code == 200
        assert client.head(link(secret)).status_code == 200
    assert Event.objects.count() == events
    assert EmployerQuestion.objects.get().answer == ""
    page = client.get(link(secret)).content.decode()
    assert "<nav" not in page
    assert "Leuven City Library" in page
    assert client.put(link(secret)).status_code == 405
    assert client.get(link(secret))["Cache-Control"].count("no-store")


def test_yes_from_a_checked_address_is_evidence_and_confirms_the_start(goal, client):
    outcome = story.report(cast.amara())
    secret = ask(outcome)
    answer = client.post(link(secret), {"answer": "yes"})
    assert "Thank you" in answer.content.decode()
    evidence = Evidence.objects.get()
    assert (evidence.kind, evidence.level, evidence.address) == ("employer", "E3", HR)
    assert story.fresh(outcome).state == State.IN_REVIEW
    story.confirm(outcome)
    assert story.fresh(outcome).level == "E3"
    assert entries() == 1


def test_yes_before_the_first_day_is_evidence_and_no_start(goal):
    outcome = story.report(cast.amara(), started_on=date(2026, 11, 30))
    answer_employer(token=ask(outcome), answer="yes")
    story.confirm(outcome)
    assert entries() == 0
    assert not outcome.start_confirmations.exists()


@pytest.mark.parametrize(
    "address", ["boss@gmail.com", "Boss@GMAIL.com", "boss@mail.yahoo.co.uk", "boss@web.de", "boss@school.example"]
)
def test_a_free_mail_host_or_the_learners_own_host_proves_nothing(goal, address):
    outcome = story.report(cast.amara())
    answer_employer(token=ask(outcome, address), answer="yes")
    assert Evidence.objects.get().level == "E1"
    assert not outcome.start_confirmations.exists()
    with pytest.raises(NotProvenYet):
        story.confirm(outcome)


@pytest.mark.parametrize("address", ["a@library.example", "a@notgmail.com", "a@gmail.com.example", "a@co.uk.example"])
def test_an_own_domain_is_a_checked_address(db, address):
    assert addresses.is_checked(address, cast.amara())


def test_the_other_answers_prove_nothing_and_the_learner_is_told(goal, client):
    for person, sent in (
        (cast.amara(), {"answer": "other", "differs": ["day", "hours"]}),
        (cast.yusuf(), {"answer": "no"}),
    ):
        outcome = story.report(person)
        assert client.post(link(ask(outcome)), sent).status_code == 200
        assert story.fresh(outcome).state == State.REPORTED
        assert Letter.objects.order_by("-pk").first().subject == "The employer’s answer is no proof"
    assert not Evidence.objects.exists()
    assert EmployerQuestion.objects.order_by("pk").first().differs == ["day", "hours"]


def test_something_is_not_true_disputes_what_was_verified(goal):
    outcome = story.report(cast.amara(), started_on=date(2026, 11, 30))
    secret = ask(outcome)
    story.prove(outcome)
    story.confirm(outcome)
    answer_employer(token=secret, answer="other", differs=["start"])
    assert story.fresh(outcome).state == State.DISPUTED
    clock.move(scene.TODAY + timedelta(days=6))
    story.start(outcome)
    assert entries() == 0


@pytest.mark.parametrize(
    "sent", [{}, {"answer": "maybe"}, {"answer": "other", "differs": ["pay"]}, {"answer": ["yes", "x"]}]
)
def test_a_made_up_answer_is_refused(goal, client, sent):
    secret = ask(story.report(cast.amara()))
    assert client.post(link(secret), sent).status_code == 400
    assert EmployerQuestion.objects.get().answered_at is None


def test_a_link_answers_once(goal, client):
    secret = ask(story.report(cast.amara()))
    answer_employer(token=secret, answer="no")
    with pytest.raises(AnsweredBefore):
        answer_employer(token=secret, answer="yes")
    answer = client.get(link(secret))
    assert answer.status_code == 409
    assert "answered already" in answer.content.decode()


def test_a_link_ends_after_its_days(goal, client):
    secret = ask(story.report(cast.amara()))
    clock.move(scene.TODAY + timedelta(days=14))
    assert client.get(link(secret)).status_code == 200
    clock.move(scene.TODAY + timedelta(days=14, seconds=1))
    with pytest.raises(LinkOver):
        answer_employer(token=secret, answer="yes")
    assert client.post(link(secret), {"answer": "yes"}).status_code == 409


def test_a_changed_or_withdrawn_report_makes_the_link_void(goal, client):
    outcome = story.report(cast.amara())
    secret = ask(outcome)
    change_report(actor=cast.amara(), outcome_id=outcome.pk, facts=story.facts(started_on=date(2026, 11, 9)))
    with pytest.raises(LinkWithdrawn):
        answer_employer(token=secret, answer="yes")
    assert "withdrawn" in client.get(link(secret)).content.decode()
    second = ask(outcome)
    withdraw_report(actor=cast.amara(), outcome_id=outcome.pk)
    with pytest.raises(LinkWithdrawn):
        answer_employer(token=second, answer="yes")


def test_an_answer_about_older_facts_proves_nothing_of_the_new_ones(goal):
    outcome = story.report(cast.amara())
    answer_employer(token=ask(outcome), answer="yes")
    change_report(actor=cast.amara(), outcome_id=outcome.pk, facts=story.facts(employer="Stad Gent"))
    outcome = story.fresh(outcome)
    assert (outcome.state, outcome.level) == (State.REPORTED, "E1")


@pytest.mark.parametrize("secret", ["x", "x" * 32, "..", "%00", "é"])
def test_a_made_up_link_is_not_found(db, client, secret):
    assert client.get(f"/employers/{secret}/").status_code == 404
    assert client.post(f"/employers/{secret}/", {"answer": "yes"}).status_code == 404
    with pytest.raises(UnknownLink):
        answer_employer(token=secret, answer="yes")


def test_whom_we_do_not_ask(goal):
    outcome = story.report(cast.amara())
    with pytest.raises(OwnAddress):
        ask(outcome, cast.amara().email.upper())
    ask(outcome)
    with pytest.raises(AskedAlready):
        ask(outcome, HR.upper())
    with pytest.raises(refusals.NotForYou):
        ask_employer(actor=cast.yusuf(), outcome_id=outcome.pk, address=HR)
    own = story.report(cast.yusuf(), kind="own_business")
    with pytest.raises(OwnEmployer):
        ask(own)
    withdraw_report(actor=cast.amara(), outcome_id=outcome.pk)
    with pytest.raises(refusals.CaseClosed):
        ask(outcome, "other@library.example")


def test_the_form_asks_for_the_learners_word_that_we_may_tell(goal, client):
    outcome = story.report(cast.amara())
    client.force_login(cast.amara())
    address = reverse("outcomes:ask_employer", args=[outcome.pk])
    assert client.post(address, {"address": HR}).status_code == 400
    assert client.post(address, {"address": "nobody", "may_tell": "on"}).status_code == 400
    assert client.post(address, {"address": f"{HR}\nBcc: all@x.example", "may_tell": "on"}).status_code == 400
    assert not EmployerQuestion.objects.exists()
    assert client.post(address, {"address": HR, "may_tell": "on"}).status_code == 302
    answer = client.post(address, {"address": HR, "may_tell": "on"})
    assert answer.status_code == 409
    assert HR in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_several_presses_at_once_are_one_answer():
    scene.goal()
    outcome = story.report(cast.amara())
    secret = ask(outcome)
    results = together(
        *[lambda said=said: answer_employer(token=secret, answer=said) for said in ("yes", "no", "yes", "no")]
    )
    assert len(worked(results)) == 1
    assert all(isinstance(one, AnsweredBefore) for one in failed(results))
    assert Event.objects.filter(name="outcomes.employer_answered").count() == 1


def test_an_employer_who_said_yes_before_is_asked_once_more_about_the_start(goal):
    outcome = story.report(cast.amara(), started_on=date(2026, 11, 30))
    answer_employer(token=ask(outcome), answer="yes")
    story.confirm(outcome)
    clock.move(scene.TODAY + timedelta(days=5))
    jobs.ask_for_starts.call()
    assert EmployerQuestion.objects.count() == 1
    clock.move(scene.TODAY + timedelta(days=8))
    jobs.ask_for_starts.call()
    jobs.ask_for_starts.call()
    assert EmployerQuestion.objects.count() == 2
    answer_employer(token=token(), answer="yes")
    assert entries() == 1
    assert Outcome.objects.get().state == State.VERIFIED
