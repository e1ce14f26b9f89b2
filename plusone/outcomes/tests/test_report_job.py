"""A learner reports a job: celebrated at once, once, and nothing that cannot be true."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import signing
from django.urls import reverse

from plusone.core import carried, clock
from plusone.core.errors import TooMany
from plusone.core.models import Event, Letter
from plusone.outcomes import refusals, tallies, words
from plusone.outcomes.actions.report_job import report_job
from plusone.outcomes.actions.withdraw_report import withdraw_report
from plusone.outcomes.models import CaseStep, Dance, LedgerEntry, Outcome
from plusone.outcomes.models.cases import State
from plusone.outcomes.models.ledger import LineKind
from plusone.outcomes.tests import scene, story
from plusone.people.actions.confirm_address import confirm_address
from plusone.people.models import Person
from plusone.testing import cast
from plusone.testing.races import failed, together, worked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_it_is_celebrated_at_once_for_the_goal_in_force_on_the_first_day(goal):
    outcome = story.report(cast.amara())
    assert (outcome.state, outcome.level, outcome.goal) == (State.REPORTED, "E1", goal)
    assert outcome.celebrated_at == scene.TODAY
    assert tallies.of(goal).celebrated_people == 1
    assert not LedgerEntry.objects.filter(kind=LineKind.ENTRY).exists()
    assert Event.objects.filter(name="outcomes.reported", subject_id=str(outcome.pk)).count() == 1
    assert Event.objects.filter(name="outcomes.celebrated").count() == 1
    assert [step.what for step in CaseStep.objects.all()] == ["reported"]


def test_it_asks_for_one_proof_by_mail(goal):
    story.report(cast.amara())
    letter = Letter.objects.get()
    assert letter.to == cast.amara().email
    assert "25 December 2026" in letter.body
    assert "/me/jobs/" in letter.body


def test_a_start_on_a_day_without_a_goal_is_stored_with_goal_null(db):
    assert story.report(cast.amara()).goal is None


def test_the_same_token_is_one_report(goal):
    first = story.report(cast.amara())
    again = story.report(cast.amara(), employer="Another one")
    assert first.pk == again.pk
    assert Event.objects.filter(name="outcomes.reported").count() == 1


@pytest.mark.parametrize(
    "employer", ["Leuven City Library", " leuven  city library", "LEUVEN CITY-LIBRARY", "Léuven City Library."]
)
def test_the_same_job_by_the_same_person_is_shown_not_stored_again(goal, employer):
    first = story.report(cast.amara())
    with pytest.raises(refusals.AlreadyReported) as refused:
        story.report(cast.amara(), token="t2", employer=employer, started_on=date(2026, 11, 20))
    assert refused.value.outcome == first
    assert Outcome.objects.count() == 1


def test_another_first_day_another_employer_or_a_withdrawn_report_is_another_job(goal):
    first = story.report(cast.amara())
    story.report(cast.amara(), token="t2", started_on=date(2026, 5, 4), offered_on=None)
    story.report(cast.amara(), token="t3", employer="Stad Gent")
    withdraw_report(actor=cast.amara(), outcome_id=first.pk)
    story.report(cast.amara(), token="t4")
    assert Outcome.objects.count() == 4


def test_the_same_job_by_two_people_is_two_reports(goal):
    story.report(cast.amara())
    story.report(cast.yusuf())
    assert tallies.of(goal).celebrated_people == 2


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"hours": Decimal(300)}, refusals.HoursImpossible),
        ({"hours": Decimal(0)}, refusals.HoursImpossible),
        ({"hours": Decimal("NaN")}, refusals.HoursImpossible),
        ({"hours": Decimal("-5")}, refusals.HoursImpossible),
        ({"started_on": date(2028, 12, 1)}, refusals.FirstDayTooFar),
        ({"started_on": date(9999, 12, 31)}, refusals.FirstDayTooFar),
        ({"started_on": date(2016, 11, 1), "offered_on": None}, refusals.FirstDayTooOld),
        ({"started_on": date(1, 1, 1), "offered_on": None}, refusals.FirstDayTooOld),
        ({"ends_on": date(2026, 11, 1)}, refusals.EndsBeforeStart),
        ({"offered_on": date(2026, 11, 3)}, refusals.OfferAfterStart),
        ({"started_on": date(2026, 12, 10), "offered_on": date(2026, 11, 27)}, refusals.OfferAhead),
        ({"first_income_on": date(2026, 11, 27)}, refusals.IncomeAhead),
        ({"employer": "   "}, refusals.EmployerMissing),
        ({"title": "\u00a0"}, refusals.TitleMissing),
    ],
)
def test_it_refuses_what_cannot_be_true_and_stores_nothing(goal, changed, refusal):
    with pytest.raises(refusal):
        story.report(cast.amara(), **changed)
    assert not Outcome.objects.exists()
    assert not Letter.objects.exists()


def test_the_first_day_is_judged_on_the_learners_own_day(goal):
    """At 23:30 UTC it is the 26th in Istanbul already, and still the 25th in Dakar."""
    clock.move(scene.TODAY.replace(hour=23, minute=30))
    story.report(cast.yusuf(), started_on=date(2026, 11, 26), offered_on=date(2026, 11, 26))
    with pytest.raises(refusals.OfferAhead):
        story.report(cast.amara(), started_on=date(2026, 11, 26), offered_on=date(2026, 11, 26))


def test_hours_from_1_to_100_are_possible(goal):
    story.report(cast.amara(), hours=Decimal("0.5") + Decimal("0.5"))
    story.report(cast.yusuf(), hours=Decimal(100))


def test_without_a_confirmed_address_it_is_stored_and_celebrated_on_confirmation(goal):
    person = cast.member("amara", confirmed=False)
    outcome = story.report(person, may_dance=True)
    assert outcome.celebrated_at is None
    assert tallies.of(goal).celebrated_people == 0
    assert not Dance.objects.exists()
    clock.move(scene.TODAY + timedelta(hours=2))
    confirm_address(person=person)
    outcome.refresh_from_db()
    assert outcome.celebrated_at == clock.now()
    assert tallies.of(goal).celebrated_people == 1
    assert Dance.objects.get().outcome == outcome
    confirm_address(person=Person.objects.get(pk=person.pk))
    assert Event.objects.filter(name="outcomes.celebrated").count() == 1


def test_a_report_that_was_withdrawn_meanwhile_is_not_celebrated_on_confirmation(goal):
    person = cast.member("amara", confirmed=False)
    withdraw_report(actor=person, outcome_id=story.report(person).pk)
    confirm_address(person=person)
    assert Outcome.objects.get().celebrated_at is None


def test_the_dance_plays_only_with_consent(goal):
    story.report(cast.amara(), may_say_name=True)
    assert not Dance.objects.exists()
    assert Outcome.objects.get().may_say_name is False
    story.report(cast.yusuf(), may_dance=True)
    assert Dance.objects.count() == 1


def test_no_dance_before_somebodys_first_service(goal):
    report_job(actor=cast.amara(), token="t1", facts=story.facts(), may_dance=True)
    assert Outcome.objects.get().celebrated_at is not None
    assert not Dance.objects.exists()


def test_no_second_dance_for_a_job_that_is_withdrawn_and_reported_again(goal):
    first = story.report(cast.amara(), may_dance=True)
    withdraw_report(actor=cast.amara(), outcome_id=first.pk)
    story.report(cast.amara(), token="t2", may_dance=True, started_on=date(2026, 11, 9))
    assert Dance.objects.count() == 1
    assert Dance.objects.get().withdrawn_at is not None


def test_the_words_of_the_dance_come_from_fields_and_never_from_what_was_typed(goal):
    outcome = story.report(cast.amara(), may_dance=True, title="<b>Boss</b> of Acme", employer="Acme", in_field="no")
    assert words.of(outcome, "en") == "Somebody has a new job."
    outcome.may_say_name = True
    assert words.of(outcome, "en") == "Amara has a new job."
    assert "Diallo" not in words.of(outcome, "en")


def test_reports_are_limited_across_workers(goal):
    for number in range(20):
        story.report(cast.amara(), token=f"n{number}", employer=f"Employer {number}")
    with pytest.raises(TooMany):
        story.report(cast.amara(), token="n20", employer="Employer 20")
    story.report(cast.yusuf())


@pytest.mark.django_db(transaction=True)
def test_a_double_click_is_one_report():
    goal = scene.goal()
    person = cast.amara()
    scene.help_with_a_quiz(person)

    def click():
        return report_job(actor=person, token="t1", facts=story.facts(), may_dance=True)

    results = together(*[click] * 6)
    assert failed(results) == []
    assert {one.pk for one in results} == {Outcome.objects.get().pk}
    assert tallies.of(goal).celebrated_jobs == 1
    assert Dance.objects.count() == 1
    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_job_from_two_open_pages_at_once_is_one_report():
    scene.goal()
    person = cast.amara()
    results = together(*[lambda n=n: report_job(actor=person, token=f"t{n}", facts=story.facts()) for n in range(4)])
    assert len(worked(results)) == 1
    assert all(isinstance(one, refusals.AlreadyReported) for one in failed(results))
    assert Outcome.objects.count() == 1


STEPS = [
    "plusone.outcomes.actions.report_job.steps.write",
    "plusone.outcomes.actions.report_job.events.record",
    "plusone.outcomes.actions.report_job.celebrate",
    "plusone.outcomes.actions.celebrate.recount",
    "plusone.outcomes.actions.report_job.steps.tell",
    "plusone.core.mail.deliver_letter.enqueue",
]


@pytest.mark.parametrize("broken", STEPS)
def test_a_crash_at_any_step_leaves_nothing_half_done_and_a_retry_works(goal, monkeypatch, broken):
    def crash(*args, **kwargs):
        raise RuntimeError("power cut")

    with monkeypatch.context() as patched:
        if broken.endswith(".enqueue"):
            patched.setattr("plusone.core.mail.deliver_letter", type("Job", (), {"enqueue": crash}))
        else:
            patched.setattr(broken, crash)
        with pytest.raises(RuntimeError):
            story.report(cast.amara(), may_dance=True)
    assert not Outcome.objects.exists()
    assert not Dance.objects.exists()
    assert not Letter.objects.exists()
    assert tallies.of(goal).celebrated_jobs == 0
    story.report(cast.amara(), may_dance=True)
    assert tallies.of(goal).celebrated_jobs == 1


# --- The page ---


def test_the_page_asks_with_both_consents_unticked_and_says_word_for_word_what_is_said(goal, client):
    client.force_login(cast.amara())
    page = client.get(reverse("outcomes:report")).content.decode()
    assert "Somebody has a new job." in page
    assert "Amara has a new job." in page
    assert not re.search(r"<input[^>]*checked", page)
    assert page.count(">Report a job</button>") == 1


def test_the_form_makes_a_report_and_shows_its_number(goal, client):
    client.force_login(cast.amara())
    answer = client.post(reverse("outcomes:report"), story.form(may_dance="on"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("outcomes:job", args=[Outcome.objects.get().pk])
    assert "You are number 1." in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"hours": "300"}, 409, "between 1 and 100"),
        ({"hours": "1e9"}, 400, ""),
        ({"hours": "abc"}, 400, ""),
        ({"started_on": "2030-01-01"}, 409, "more than two years ahead"),
        ({"started_on": "0000-00-00"}, 400, ""),
        ({"kind": "king"}, 400, ""),
        ({"country": "1!"}, 400, "two letters"),
        ({"employer": "x" * 201}, 400, ""),
        ({"employer": None}, 400, ""),
        ({"same_post": "maybe"}, 400, ""),
        ({"occupation": "99999"}, 400, ""),
        ({"title": "\u0000"}, 400, ""),
    ],
)
def test_a_wrong_answer_is_said_beside_the_form_which_keeps_what_was_typed(goal, client, changed, status, said):
    client.force_login(cast.amara())
    answer = client.post(reverse("outcomes:report"), story.form(**changed))
    assert answer.status_code == status
    page = answer.content.decode()
    assert "another look" in page
    assert said in page
    assert "Web accessibility tester" in page or "title" in changed
    assert not Outcome.objects.exists()


def test_the_same_job_again_leads_to_the_report_that_exists(goal, client):
    client.force_login(cast.amara())
    client.post(reverse("outcomes:report"), story.form())
    answer = client.post(reverse("outcomes:report"), story.form(token="t2"), follow=True)
    assert "You told us about this job already" in answer.content.decode()
    assert Outcome.objects.count() == 1


def test_a_form_sent_after_the_session_ended_is_kept_and_sent_after_signing_in(goal, client):
    person = cast.amara()
    sent = {**story.form(), carried.OWNER_FIELD: carried.owner_key(person.pk)}
    answer = client.post(reverse("outcomes:report"), sent)
    assert answer.status_code == 302
    held = client.session[carried.HELD_FIELD]
    assert signing.loads(held, salt=carried.SALT)["to"] == reverse("outcomes:report")
    session = dict(client.session)
    client.force_login(person)
    keep = client.session
    keep.update(session)
    keep.save()
    page = client.get(reverse("core:held_form")).content.decode()
    assert "Leuven City Library" in page
    assert not Outcome.objects.exists()


def test_a_stranger_and_a_visitor_do_not_see_the_job(goal, client):
    outcome = story.report(cast.amara())
    address = reverse("outcomes:job", args=[outcome.pk])
    assert client.get(address).status_code == 302
    client.force_login(cast.stranger())
    assert client.get(address).status_code == 404
    client.force_login(cast.samir())
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("changed", [{}, {"confirmed": False}])
def test_what_is_typed_is_shown_as_text(goal, client, changed):
    person = cast.member("amara", **changed)
    outcome = story.report(person, employer="<script>alert(1)</script>", title='"><img src=x onerror=alert(1)>')
    client.force_login(person)
    page = client.get(reverse("outcomes:job", args=[outcome.pk])).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
