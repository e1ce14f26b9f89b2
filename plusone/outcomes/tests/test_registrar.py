"""The registrar's other decisions, what each refuses, and the pages on which they are made."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plusone.core import clock
from plusone.core.models import Letter
from plusone.outcomes import queries_cases, refusals
from plusone.outcomes.actions.appeal import AppealedBefore, AppealTooLate, NothingToAppeal, appeal
from plusone.outcomes.actions.ask_for_more import ask_for_more
from plusone.outcomes.actions.close_not_proven import StillTime, close_not_proven
from plusone.outcomes.actions.confirm_case import FoundAlready, NotProvenYet, Seen
from plusone.outcomes.actions.confirm_start import confirm_start
from plusone.outcomes.actions.decide_dispute import FoundBefore, decide_dispute
from plusone.outcomes.actions.declare_stake import declare_stake
from plusone.outcomes.actions.dispute_case import dispute_case
from plusone.outcomes.actions.reverse_case import reverse_case
from plusone.outcomes.models import CaseStep, LedgerEntry, Outcome, StakeDeclaration, Verification
from plusone.outcomes.models.cases import Finding, State
from plusone.outcomes.models.ledger import LineKind
from plusone.outcomes.tests import scene, story
from plusone.people.models import Remark
from plusone.testing import cast
from plusone.testing.races import failed, together, worked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def deltas():
    lines = LedgerEntry.objects.filter(kind=LineKind.ENTRY).order_by("seq")
    return [1 if '"delta":1' in line.raw else -1 for line in lines]


def in_review(person=None, **changed):
    outcome = story.report(person or cast.amara(), **changed)
    story.prove(outcome)
    return outcome


def refused(outcome, by=None, words="The hours are not on it."):
    return close_not_proven(actor=by or cast.samir(), outcome_id=outcome.pk, seen=story.seen(outcome), words=words)


def decide(outcome, by, proven, words="I looked again."):
    return decide_dispute(actor=by, outcome_id=outcome.pk, seen=story.seen(outcome), proven=proven, words=words)


# --- Ask for more ---


def test_asking_for_more_sends_the_words_and_gives_time(goal):
    outcome = in_review()
    ask_for_more(actor=cast.samir(), outcome_id=outcome.pk, seen=story.seen(outcome), words="Which hours?")
    outcome = story.fresh(outcome)
    assert (outcome.state, outcome.waiting_since) == (State.ASKED, None)
    assert outcome.evidence_due_on == date(2026, 12, 25)
    assert "Which hours?" in Letter.objects.order_by("-pk").first().body
    story.prove(outcome, story.PDF + b"hours")
    assert story.fresh(outcome).state == State.IN_REVIEW


def test_asking_for_more_is_refused_with_a_stake_or_when_the_case_moved(goal):
    outcome = in_review()
    with pytest.raises(refusals.NotForYou):
        ask_for_more(actor=cast.lea(), outcome_id=outcome.pk, seen=story.seen(outcome), words="x")
    seen = story.seen(outcome)
    story.confirm(outcome)
    with pytest.raises(refusals.CaseMoved):
        ask_for_more(actor=cast.samir(), outcome_id=outcome.pk, seen=seen, words="x")
    with pytest.raises(refusals.CaseMoved):
        ask_for_more(actor=cast.samir(), outcome_id=outcome.pk, seen=story.seen(outcome), words="x")


def test_words_lie_in_a_remark_and_the_history_keeps_only_their_digest(goal):
    outcome = in_review()
    refused(outcome)
    step = CaseStep.objects.get(what="not_proven")
    remark = Remark.objects.get(pk=step.remark_id)
    assert remark.text == "The hours are not on it."
    assert (remark.about, remark.writer) == (cast.amara(), cast.samir())
    assert step.remark_digest == remark.digest
    assert remark.text not in str(CaseStep.objects.values().filter(pk=step.pk).get())


# --- Not proven, appeal, dispute ---


def test_not_proven_stays_celebrated_and_is_never_counted(goal):
    outcome = in_review()
    story.start(outcome)
    refused(outcome)
    outcome = story.fresh(outcome)
    assert outcome.state == State.NOT_PROVEN
    assert outcome in Outcome.objects.celebrated()
    assert Verification.objects.get().finding == Finding.NOT_PROVEN
    assert deltas() == []
    assert "appeal within 14 days" in Letter.objects.order_by("-pk").first().body


def test_without_a_proof_it_is_closed_only_when_the_time_is_over(goal):
    outcome = story.report(cast.amara())
    with pytest.raises(StillTime):
        refused(outcome)
    clock.move(scene.TODAY + timedelta(days=30))
    with pytest.raises(StillTime):
        refused(outcome)
    clock.move(scene.TODAY + timedelta(days=31))
    refused(outcome)
    assert story.fresh(outcome).state == State.NOT_PROVEN


def test_an_appeal_is_decided_by_somebody_else_who_upholds_it(goal):
    outcome = in_review()
    story.start(outcome)
    refused(outcome)
    appeal(actor=cast.amara(), outcome_id=outcome.pk, words="The hours are on page 2.")
    assert (story.fresh(outcome).state, story.fresh(outcome).round) == (State.DISPUTED, 2)
    with pytest.raises(FoundBefore):
        decide(outcome, cast.samir(), True)
    with pytest.raises(NotProvenYet):
        decide(outcome, cast.grace(), True)
    story.prove(outcome, story.PDF + b"page 2")
    decide(outcome, cast.grace(), True)
    assert story.fresh(outcome).state == State.UPHELD
    assert deltas() == [1]


def test_an_appeal_that_fails_stands(goal):
    outcome = in_review()
    refused(outcome)
    appeal(actor=cast.amara(), outcome_id=outcome.pk, words="No.")
    decide(outcome, cast.grace(), False)
    assert story.fresh(outcome).state == State.NOT_PROVEN
    assert "it stands" in Letter.objects.order_by("-pk").first().body
    with pytest.raises(AppealedBefore):
        appeal(actor=cast.amara(), outcome_id=outcome.pk, words="No.")


def test_an_appeal_is_open_for_14_days_to_the_learner_alone(goal):
    outcome = in_review()
    with pytest.raises(NothingToAppeal):
        appeal(actor=cast.amara(), outcome_id=outcome.pk, words="No.")
    refused(outcome)
    with pytest.raises(refusals.NotForYou):
        appeal(actor=cast.yusuf(), outcome_id=outcome.pk, words="No.")
    clock.move(scene.TODAY + timedelta(days=14, seconds=1))
    with pytest.raises(AppealTooLate):
        appeal(actor=cast.amara(), outcome_id=outcome.pk, words="No.")
    clock.move(scene.TODAY + timedelta(days=14))
    appeal(actor=cast.amara(), outcome_id=outcome.pk, words="No.")


def test_a_dispute_keeps_the_count_until_it_is_decided(goal):
    outcome = story.counted(cast.amara())
    dispute_case(actor=cast.grace(), outcome_id=outcome.pk, seen=story.seen(outcome), words="The stamp is odd.")
    assert deltas() == [1]
    with pytest.raises(FoundBefore):
        decide(outcome, cast.grace(), False)
    with pytest.raises(FoundBefore):
        decide(outcome, cast.samir(), False)
    third = cast.noor()
    third.role_grants.create(role="registrar")
    third = type(third).objects.get(pk=third.pk)
    decide(outcome, third, False)
    assert story.fresh(outcome).state == State.REVERSED
    assert deltas() == [1, -1]


def test_a_dispute_that_is_upheld_changes_no_count(goal):
    outcome = story.counted(cast.amara())
    dispute_case(actor=cast.samir(), outcome_id=outcome.pk, seen=story.seen(outcome), words="I was too quick.")
    decide(outcome, cast.grace(), True)
    assert story.fresh(outcome).state == State.UPHELD
    assert deltas() == [1]


def test_two_uphold_where_two_are_needed_and_one_is_enough_against(goal):
    third = cast.noor()
    third.role_grants.create(role="registrar")
    third = type(third).objects.get(pk=third.pk)
    fourth = cast.farid()
    fourth.role_grants.create(role="registrar")
    fourth = type(fourth).objects.get(pk=fourth.pk)
    outcome = in_review(kind="freelance", registered=True, first_income_on=date(2026, 11, 10))
    story.start(outcome)
    story.confirm(outcome)
    story.confirm(outcome, cast.grace())
    assert deltas() == [1]
    dispute_case(actor=cast.grace(), outcome_id=outcome.pk, seen=story.seen(outcome), words="Odd.")
    decide(outcome, third, True)
    assert story.fresh(outcome).state == State.DISPUTED
    with pytest.raises(FoundAlready):
        decide(outcome, third, True)
    decide(outcome, fourth, True)
    assert story.fresh(outcome).state == State.UPHELD
    assert deltas() == [1]


def test_only_what_was_verified_is_disputed_or_reversed(goal):
    outcome = in_review()
    for act in (dispute_case, reverse_case):
        with pytest.raises(refusals.CaseMoved):
            act(actor=cast.samir(), outcome_id=outcome.pk, seen=story.seen(outcome), words="x")
        with pytest.raises(refusals.NotForYou):
            act(actor=cast.ines(), outcome_id=outcome.pk, seen=story.seen(outcome), words="x")
        with pytest.raises(refusals.CaseMoved):
            act(actor=cast.samir(), outcome_id=outcome.pk, seen=Seen(1, 1, "verified"), words="x")


def test_fraud_is_reversed_at_any_time_with_minus_one(goal):
    outcome = story.counted(cast.amara(), may_dance=False)
    clock.move(scene.TODAY + timedelta(days=900))
    reverse_case(actor=cast.samir(), outcome_id=outcome.pk, seen=story.seen(outcome), words="The page was forged.")
    assert deltas() == [1, -1]
    assert "forged" in Letter.objects.order_by("-pk").first().body


@pytest.mark.django_db(transaction=True)
def test_reversing_twice_at_once_writes_one_minus_one():
    scene.goal()
    samir, grace = cast.samir(), cast.grace()
    outcome = story.counted(cast.amara())
    seen = story.seen(outcome)
    results = together(
        *[
            lambda who=who: reverse_case(actor=who, outcome_id=outcome.pk, seen=seen, words="Forged.")
            for who in (samir, grace)
        ]
    )
    assert len(worked(results)) == 1
    assert isinstance(failed(results)[0], refusals.CaseMoved)
    assert deltas() == [1, -1]


# --- Stakes ---


def test_a_stake_hides_the_case_and_is_declared_once(goal, client):
    outcome = in_review()
    client.force_login(cast.samir())
    address = reverse("outcomes:declare_stake", args=[outcome.pk])
    assert client.post(address, {"reason": "none"}).status_code == 400
    assert client.post(address, {"reason": "related"}).status_code == 302
    assert client.get(reverse("outcomes:case", args=[outcome.pk])).status_code == 404
    page = client.get(reverse("outcomes:cases")).content.decode()
    assert "Amara" not in page
    assert "Leuven" not in page
    assert "We are related" in page
    declare_stake(actor=cast.samir(), outcome_id=outcome.pk, reason="friend")
    assert StakeDeclaration.objects.get().reason == "related"


def test_ones_own_case_is_hidden(goal, client):
    outcome = in_review(cast.samir())
    client.force_login(cast.samir())
    page = client.get(reverse("outcomes:cases")).content.decode()
    assert "It is your own case" in page
    assert client.get(reverse("outcomes:case", args=[outcome.pk])).status_code == 404
    client.force_login(cast.grace())
    assert client.get(reverse("outcomes:case", args=[outcome.pk])).status_code == 200


# --- The pages ---


def test_the_queue_names_the_oldest_first_with_what_is_missing(goal, client):
    in_review(cast.yusuf(), same_post=None)
    clock.move(scene.TODAY + timedelta(days=3))
    in_review(cast.amara(), started_on=date(2026, 12, 7))
    clock.move(scene.TODAY + timedelta(days=11))
    client.force_login(cast.samir())
    page = client.get(reverse("outcomes:cases")).content.decode()
    assert page.index("Yusuf Demir</bdi></a>") < page.index("Amara Diallo</bdi></a>")
    assert "2 cases to check" in page
    assert "11 days" in page
    assert "1 is late" in page
    assert "An answer of the learner" in page
    assert page.count('class="btn"') == 1


def test_an_empty_queue_says_what_it_is_for(db, client):
    client.force_login(cast.samir())
    assert "Nothing waits for you" in client.get(reverse("outcomes:cases")).content.decode()


def many(count):
    """So many cases in review, as rows."""
    for number in range(count):
        person = scene.somebody(Outcome.objects.count() + number + 1000)
        outcome = scene.job(person, state=State.IN_REVIEW, waiting_since=clock.now() + timedelta(minutes=number))
        outcome.evidence.create(kind="document", level="E2")


def test_the_queue_costs_as_many_queries_for_30_cases_as_for_one(goal, client):
    client.force_login(cast.samir())
    many(1)
    client.get(reverse("outcomes:cases"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(reverse("outcomes:cases"))
    many(30)
    with CaptureQueriesContext(connection) as lots:
        client.get(reverse("outcomes:cases"))
    assert len(few) == len(lots) <= 18


def test_paging_shows_every_case_once_although_one_leaves_meanwhile(goal):
    many(60)
    seen, after, first = [], "", True
    while first or after:
        found = queries_cases.queue(cast.samir(), after)
        seen += [row.outcome.pk for row in found.rows]
        if first:
            Outcome.objects.filter(pk=seen[0]).update(state=State.WITHDRAWN)
        first, after = False, found.older
    assert seen == sorted(seen)
    assert len(seen) == len(set(seen)) == 60


def test_only_those_wait_for_a_start_whom_no_rule_keeps_out(goal, client):
    ahead = in_review(started_on=date(2026, 12, 20))
    story.confirm(ahead)
    few = in_review(cast.yusuf(), token="t2", hours=Decimal(8), kind="part_time")
    story.confirm(few)
    confirm_start(actor=few.person, outcome_id=few.pk)
    assert [one.pk for one in queries_cases.awaiting_start(cast.samir())] == [ahead.pk]
    client.force_login(cast.samir())
    assert "the first day" in client.get(reverse("outcomes:cases_waiting")).content.decode()


@pytest.mark.parametrize("after", ["x", "_", "2026-01-01_1", "2026-01-01T00:00:00+00:00_x", "9" * 500, "\u0000"])
def test_a_made_up_place_in_the_list_shows_the_first_page(goal, client, after):
    many(2)
    client.force_login(cast.samir())
    assert client.get(reverse("outcomes:cases"), {"after": after}).status_code == 200
    assert client.get(reverse("outcomes:cases_waiting"), {"after": after}).status_code == 200


def test_those_who_wait_for_their_first_day_are_listed_by_it(goal, client):
    story.verified(cast.yusuf(), started_on=date(2026, 12, 7))
    story.verified(cast.amara(), started_on=date(2026, 11, 30))
    client.force_login(cast.samir())
    for name in ("cases", "cases_waiting"):
        page = client.get(reverse(f"outcomes:{name}")).content.decode()
        assert page.index("Amara Diallo") < page.index("Yusuf Demir")


def test_the_case_shows_evidence_words_rules_and_one_button(goal, client):
    outcome = in_review()
    client.force_login(cast.samir())
    page = client.get(reverse("outcomes:case", args=[outcome.pk])).content.decode()
    assert page.count(">Confirm</button>") == 1
    assert "The school helped before the offer" in page
    assert "application/pdf" in page
    assert "Leuven City Library" in page
    assert page.count('class="btn wide"') == 1


def press(client, name, outcome, who=None, **sent):
    client.force_login(who or cast.samir())
    now = story.fresh(outcome)
    seen = {"revision": now.revision, "round": now.round, "state": now.state}
    return client.post(reverse(f"outcomes:{name}", args=[outcome.pk]), {**seen, **sent})


def test_every_decision_can_be_pressed_on_its_page(goal, client):
    outcome = in_review()
    assert press(client, "ask_for_more", outcome, words="Which hours?").status_code == 302
    story.prove(outcome, story.PDF + b"2")
    assert press(client, "confirm_case", outcome).status_code == 302
    assert Verification.objects.get().checks["level"] == "pass"
    assert press(client, "dispute_case", outcome, words="Odd.").status_code == 302
    assert press(client, "decide_dispute", outcome, cast.grace(), finding="proven").status_code == 302
    assert press(client, "reverse_case", outcome, words="Forged.").status_code == 302
    other = in_review(cast.yusuf())
    assert press(client, "not_proven", other, words="Nothing on it.").status_code == 302
    assert press(client, "withdraw_case", other, words="By mistake.").status_code == 302
    for one in (outcome, other):
        client.force_login(cast.samir())
        assert client.get(reverse("outcomes:case", args=[one.pk])).status_code == 200


def test_who_comes_second_is_told_and_keeps_the_words(goal, client):
    outcome = in_review()
    client.force_login(cast.grace())
    seen = {"revision": 1, "round": 1, "state": "in_review"}
    story.confirm(outcome)
    answer = client.post(
        reverse("outcomes:not_proven", args=[outcome.pk]), {**seen, "words": "Two hours of <writing>."}
    )
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "has changed since you opened it" in page
    assert "Two hours of &lt;writing&gt;." in page
    assert story.fresh(outcome).state == State.VERIFIED


@pytest.mark.parametrize("name", ["ask_for_more", "not_proven", "dispute_case", "reverse_case", "withdraw_case"])
def test_a_decision_against_somebody_needs_words(goal, client, name):
    outcome = in_review()
    assert press(client, name, outcome, words=" ").status_code == 400
    assert press(client, "decide_dispute", outcome, finding="not_proven").status_code == 400
    assert client.post(reverse(f"outcomes:{name}", args=[outcome.pk]), {"words": "x"}).status_code == 400
    assert story.fresh(outcome).state == State.IN_REVIEW


def test_cases_exist_for_registrars_only(goal, client):
    outcome = in_review()
    for name, args in (("cases", []), ("cases_waiting", []), ("case", [outcome.pk])):
        client.logout()
        assert client.get(reverse(f"outcomes:{name}", args=args)).status_code == 302
        for person in (cast.amara(), cast.lea(), cast.ines(), cast.noor(), cast.stranger()):
            client.force_login(person)
            assert client.get(reverse(f"outcomes:{name}", args=args)).status_code == 404


def test_somebody_erased_is_in_no_queue(goal, client):
    outcome = in_review()
    person = cast.amara()
    person.erased_at = clock.now()
    person.save()
    client.force_login(cast.samir())
    assert "Nothing waits for you" in client.get(reverse("outcomes:cases")).content.decode()
    assert client.get(reverse("outcomes:case", args=[outcome.pk])).status_code == 404
