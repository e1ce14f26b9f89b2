"""What a learner changes, ends, answers or takes back, and what the count makes of it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from plusone.core import clock
from plusone.core.models import Letter
from plusone.outcomes import refusals, tallies
from plusone.outcomes.actions.answer_questions import AnsweredAlready, answer_questions
from plusone.outcomes.actions.ask_employer import ask_employer
from plusone.outcomes.actions.change_report import change_report
from plusone.outcomes.actions.report_end import EndAhead, EndBeforeStart, EndKnown, report_end
from plusone.outcomes.actions.reverse_case import reverse_case
from plusone.outcomes.actions.withdraw_report import withdraw_report
from plusone.outcomes.models import CountedPerson, Dance, EmployerQuestion, LedgerEntry, Outcome
from plusone.outcomes.models.cases import State
from plusone.outcomes.models.ledger import LineKind
from plusone.outcomes.tests import scene, story
from plusone.testing import cast
from plusone.testing.races import failed, together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def deltas():
    lines = LedgerEntry.objects.filter(kind=LineKind.ENTRY).order_by("seq")
    return [1 if '"delta":1' in line.raw else -1 for line in lines]


def change(outcome, person=None, **changed):
    consents = {name: changed.pop(name) for name in ("may_dance", "may_say_name") if name in changed}
    return change_report(
        actor=person or outcome.person, outcome_id=outcome.pk, facts=story.facts(**changed), **consents
    )


@pytest.mark.parametrize(
    "changed",
    [{"employer": "Stad Gent"}, {"started_on": date(2026, 11, 9)}, {"hours": Decimal(20)}, {"title": "Tester"}],
)
def test_a_changed_fact_that_was_checked_returns_the_case_and_takes_it_from_the_count(goal, changed):
    outcome = story.counted(cast.amara())
    assert deltas() == [1]
    change(outcome, **changed)
    outcome = story.fresh(outcome)
    assert (outcome.state, outcome.revision, outcome.level) == (State.REPORTED, 2, "E1")
    assert deltas() == [1, -1]
    assert outcome.celebrated_at is not None
    story.prove(outcome, story.PDF + b"again")
    story.confirm(outcome)
    assert deltas() == [1, -1]
    story.start(outcome)
    assert deltas() == [1, -1, 1]


def test_a_proof_that_can_still_be_seen_goes_to_review_with_the_new_facts(goal):
    outcome = story.report(cast.amara())
    story.prove(outcome)
    change(outcome, hours=Decimal(20))
    outcome = story.fresh(outcome)
    assert (outcome.state, outcome.revision, outcome.level) == (State.IN_REVIEW, 2, "E2")


@pytest.mark.parametrize("changed", [{"in_field": "no"}, {"found_through": "friend"}, {"country": "FR"}, {}])
def test_what_nobody_checked_changes_without_a_new_check(goal, changed):
    outcome = story.counted(cast.amara())
    change(outcome, **changed)
    assert story.fresh(outcome).revision == 1
    assert deltas() == [1]


def test_a_first_day_under_another_goal_moves_celebrated_and_count(goal):
    outcome = story.counted(cast.amara())
    earlier = scene.goal(number=1, starts_on=date(2025, 1, 1), due_on=date(2025, 12, 31))
    change(outcome, started_on=date(2025, 12, 1), offered_on=None)
    assert story.fresh(outcome).goal == earlier
    assert tallies.of(goal).celebrated_people == 0
    assert tallies.of(earlier).celebrated_people == 1
    assert deltas() == [1, -1]
    change(outcome, started_on=date(2024, 12, 1), offered_on=None)
    assert story.fresh(outcome).goal is None


def test_an_impossible_change_changes_nothing(goal):
    outcome = story.counted(cast.amara())
    with pytest.raises(refusals.HoursImpossible):
        change(outcome, hours=Decimal(300))
    with pytest.raises(refusals.NotForYou):
        change(outcome, cast.yusuf(), hours=Decimal(20))
    other = story.report(cast.amara(), token="t2", employer="Stad Gent")
    with pytest.raises(refusals.AlreadyReported):
        change(other)
    assert story.fresh(outcome).revision == 1
    assert deltas() == [1]


def test_a_withdrawn_or_reversed_case_is_not_changed(goal):
    outcome = story.report(cast.amara())
    withdraw_report(actor=cast.amara(), outcome_id=outcome.pk)
    with pytest.raises(refusals.CaseClosed):
        change(outcome)


def test_taking_back_the_consent_takes_the_dance_from_the_screens_and_it_never_plays_again(goal):
    outcome = story.report(cast.amara(), may_dance=True, may_say_name=True)
    change(outcome, may_dance=True)
    assert story.fresh(outcome).may_say_name is False
    assert Dance.objects.get().withdrawn_at is None
    change(outcome)
    assert Dance.objects.get().withdrawn_at is not None
    change(outcome, may_dance=True)
    assert Dance.objects.get().withdrawn_at is not None


def test_withdrawing_lowers_celebrated_writes_minus_one_and_asks_nobody_any_more(goal):
    outcome = story.counted(cast.amara(), may_dance=True)
    assert tallies.of(goal).celebrated_people == 1
    withdraw_report(actor=cast.amara(), outcome_id=outcome.pk)
    withdraw_report(actor=cast.amara(), outcome_id=outcome.pk)
    assert story.fresh(outcome).state == State.WITHDRAWN
    assert tallies.of(goal).celebrated_people == 0
    assert deltas() == [1, -1]
    assert Dance.objects.get().withdrawn_at is not None


def test_withdrawing_makes_the_employers_link_die(goal):
    outcome = story.report(cast.amara())
    ask_employer(actor=cast.amara(), outcome_id=outcome.pk, address="hr@library.example")
    withdraw_report(actor=cast.amara(), outcome_id=outcome.pk)
    assert EmployerQuestion.objects.get().withdrawn_at is not None


def test_a_registrar_withdraws_a_report_and_says_why(goal):
    outcome = story.report(cast.amara())
    with pytest.raises(refusals.NotForYou):
        withdraw_report(actor=cast.lea(), outcome_id=outcome.pk, words="No.")
    withdraw_report(actor=cast.samir(), outcome_id=outcome.pk, words="Reported for a test.")
    assert "Reported for a test." in Letter.objects.order_by("-pk").first().body


def test_a_reversed_case_is_not_withdrawn_to_hide_it(goal):
    outcome = story.counted(cast.amara())
    reverse_case(actor=cast.samir(), outcome_id=outcome.pk, seen=story.seen(outcome), words="A forged page.")
    with pytest.raises(refusals.CaseClosed):
        withdraw_report(actor=cast.amara(), outcome_id=outcome.pk)


def test_an_end_before_day_30_takes_it_from_the_count_and_a_later_one_does_not(goal):
    early, late = story.counted(cast.amara()), story.counted(cast.yusuf(), started_on=date(2026, 10, 20))
    report_end(actor=cast.amara(), outcome_id=early.pk, ended_on=date(2026, 11, 20))
    assert deltas() == [1, 1, -1]
    report_end(actor=cast.yusuf(), outcome_id=late.pk, ended_on=date(2026, 11, 24))
    report_end(actor=cast.yusuf(), outcome_id=late.pk, ended_on=date(2026, 11, 24))
    assert deltas() == [1, 1, -1]
    assert story.fresh(early).celebrated_at is not None


def test_a_last_day_that_cannot_be_is_refused(goal):
    outcome = story.report(cast.amara())
    end = {"actor": cast.amara(), "outcome_id": outcome.pk}
    with pytest.raises(EndBeforeStart):
        report_end(**end, ended_on=date(2026, 11, 1))
    with pytest.raises(EndAhead):
        report_end(**end, ended_on=date(2026, 11, 26))
    with pytest.raises(refusals.NotForYou):
        report_end(actor=cast.yusuf(), outcome_id=outcome.pk, ended_on=date(2026, 11, 20))
    report_end(**end, ended_on=date(2026, 11, 20))
    with pytest.raises(EndKnown):
        report_end(**end, ended_on=date(2026, 11, 21))


def test_an_open_question_keeps_a_job_from_the_count_until_it_is_answered(goal):
    outcome = story.counted(cast.amara(), same_post=None, credit="")
    assert deltas() == []
    answer_questions(actor=cast.amara(), outcome_id=outcome.pk, same_post=False)
    assert deltas() == []
    answer_questions(actor=cast.amara(), outcome_id=outcome.pk, credit="partly")
    assert deltas() == [1]
    answer_questions(actor=cast.amara(), outcome_id=outcome.pk, credit="partly")
    with pytest.raises(AnsweredAlready):
        answer_questions(actor=cast.amara(), outcome_id=outcome.pk, credit="yes")
    with pytest.raises(refusals.NotForYou):
        answer_questions(actor=cast.yusuf(), outcome_id=outcome.pk, credit="yes")


def test_no_credit_to_the_school_is_celebrated_and_never_counted(goal):
    story.counted(cast.amara(), credit="no")
    assert deltas() == []
    assert tallies.of(goal).celebrated_people == 1


def test_a_reversal_lets_another_verified_job_of_that_person_count(goal):
    first = story.counted(cast.amara())
    story.counted(cast.amara(), token="t2", employer="Stad Gent")
    assert deltas() == [1]
    reverse_case(actor=cast.grace(), outcome_id=first.pk, seen=story.seen(first), words="A forged page.")
    assert deltas() == [1, -1, 1]
    assert CountedPerson.objects.get(reversed_by=None).outcome.employer == "Stad Gent"


@pytest.mark.django_db(transaction=True)
def test_withdrawing_while_the_registrar_confirms_never_leaves_a_count_without_a_report():
    goal = scene.goal()
    samir, amara = cast.samir(), cast.amara()
    outcome = story.report(amara)
    story.start(outcome)
    story.prove(outcome)
    together(
        lambda: story.confirm(outcome, samir),
        lambda: withdraw_report(actor=amara, outcome_id=outcome.pk),
        lambda: withdraw_report(actor=amara, outcome_id=outcome.pk),
    )
    assert story.fresh(outcome).state == State.WITHDRAWN
    assert sum(deltas()) == 0
    assert tallies.of(goal).celebrated_people == 0


@pytest.mark.django_db(transaction=True)
def test_ten_presses_on_i_started_are_one():
    scene.goal()
    amara = cast.amara()
    outcome = story.verified(amara)
    assert failed(together(*[lambda: story.start(outcome)] * 10)) == []
    assert deltas() == [1]


# --- The pages ---


def post(client, name, outcome, **sent):
    client.force_login(outcome.person)
    return client.post(reverse(f"outcomes:{name}", args=[outcome.pk]), sent)


def test_the_change_form_shows_what_was_reported_and_stores_the_change(goal, client):
    outcome = story.report(cast.amara(), may_dance=True)
    client.force_login(cast.amara())
    page = client.get(reverse("outcomes:change_job", args=[outcome.pk])).content.decode()
    assert 'value="2026-11-02"' in page
    assert 'value="Leuven City Library"' in page
    answer = post(client, "change_job", outcome, **story.form(hours="20", token=outcome.token))
    assert answer.status_code == 302
    assert story.fresh(outcome).hours == 20
    answer = post(client, "change_job", outcome, **story.form(hours="300", token=outcome.token))
    assert answer.status_code == 409


def test_sending_the_change_form_unchanged_is_no_change(goal, client):
    outcome = story.counted(cast.amara())
    post(client, "change_job", outcome, **story.form(token=outcome.token))
    assert story.fresh(outcome).revision == 1


def test_each_press_on_the_page_of_a_job_does_what_it_says_or_says_why_not(goal, client):
    outcome = story.report(cast.amara(), same_post=None, credit="")
    assert post(client, "confirm_start", outcome).status_code == 302
    assert post(client, "report_end", outcome, ended_on="2026-12-24").status_code == 409
    assert post(client, "report_end", outcome, ended_on="soon").status_code == 400
    assert post(client, "answer_questions", outcome, same_post="no", credit="yes").status_code == 302
    assert post(client, "appeal", outcome, words="But I did start.").status_code == 409
    assert post(client, "withdraw_job", outcome).status_code == 302
    assert post(client, "withdraw_job", outcome).status_code == 302
    assert post(client, "confirm_start", outcome).status_code == 409
    page = client.get(reverse("outcomes:job", args=[outcome.pk])).content.decode()
    assert "This report is withdrawn." in page


def test_the_list_shows_each_job_and_the_way_to_report_one(goal, client):
    client.force_login(cast.amara())
    assert "No job yet" in client.get(reverse("outcomes:jobs")).content.decode()
    story.counted(cast.amara())
    page = client.get(reverse("outcomes:jobs")).content.decode()
    assert "Leuven City Library" in page
    assert reverse("outcomes:report") in page
    assert Outcome.objects.count() == 1
    assert clock.now() - scene.TODAY == timedelta(0)
