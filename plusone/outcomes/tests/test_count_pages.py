"""How we count, the ledger, the verifier, heads and witnesses, as a stranger meets them."""

from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from plusone.core import clock
from plusone.core.models import Letter
from plusone.outcomes import verify, witnesses
from plusone.outcomes.actions.become_witness import ask_to_witness, confirm_witness
from plusone.outcomes.actions.settle import settle
from plusone.outcomes.actions.sign_head import sign_head
from plusone.outcomes.models import Head, LedgerEntry, OpeningBalance, Outcome, Witness
from plusone.outcomes.models.cases import State
from plusone.outcomes.tests import scene
from plusone.testing import cast

pytestmark = [pytest.mark.django_db]
PAGES = ["how_we_count", "ledger_lines", "ledger_jsonl", "verifier", "heads_atom", "witness_new"]


@pytest.fixture(autouse=True)
def _today():
    clock.move(scene.TODAY)


@pytest.fixture
def counted():
    """Two people counted for a goal, one of them taken back."""
    goal = scene.goal()
    for person in (cast.amara(), cast.yusuf()):
        outcome = scene.proven_job(person)
        settle(person, goal)
    Outcome.objects.filter(pk=outcome.pk).update(state=State.REVERSED)
    settle(outcome.person, goal)
    return goal


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_school_shows_every_page(client, name):
    response = client.get(reverse(f"outcomes:{name}"))
    assert response.status_code == 200
    assert b"".join(response)


@pytest.mark.parametrize("name", PAGES[:5])
def test_nothing_is_written_by_a_stranger_who_sends_instead_of_reading(client, name):
    assert client.post(reverse(f"outcomes:{name}")).status_code == 405


def test_the_page_shows_what_the_ledger_adds_up_to(client, counted):
    page = client.get(reverse("outcomes:how_we_count"))
    figures = page.context["page"].figures
    assert (figures.plus_lines, figures.taken_back, figures.verified, figures.not_counted) == (2, 1, 1, 1)
    text = page.content.decode()
    assert "for our goal of 500 by" in text
    assert "takes back 5" in text
    assert "It is 15 hours a week or more." in text
    assert "evidence of level E2 or better" in text
    assert "a document was seen" in text
    assert "Amara" not in text


def test_a_verdict_and_an_opening_balance_stand_apart(client):
    goal = scene.goal(1, date(2025, 1, 1), date(2025, 12, 31), target=1000)
    OpeningBalance.objects.create(jobs=4321, until=date(2024, 12, 31))
    scene.help_with_a_quiz(cast.amara(), datetime(2025, 1, 5, tzinfo=UTC))
    scene.confirm_start(scene.verify(scene.job(cast.amara(), started_on=date(2025, 6, 2), offered_on=None)))
    settle(cast.amara(), goal)
    page = client.get(reverse("outcomes:how_we_count"))
    (earlier,) = page.context["page"].earlier
    assert (earlier.verified, earlier.later) == (0, 1)
    text = page.content.decode()
    assert "4,321" in text
    assert "1,000 people by" in text
    assert page.context["page"].figures.verified == 0


def test_the_page_asks_as_many_questions_of_a_long_ledger_as_of_a_short_one(
    client, counted, django_assert_max_num_queries
):
    sign_head()
    with django_assert_max_num_queries(12):
        client.get(reverse("outcomes:how_we_count"))
    for number in range(12):
        settle(scene.proven_job(scene.somebody(number)).person, counted)
    with django_assert_max_num_queries(12):
        client.get(reverse("outcomes:how_we_count"))


def test_a_stranger_downloads_both_files_and_recomputes_the_count(client, counted, tmp_path, capsys):
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(client.get(reverse("outcomes:ledger_jsonl")).getvalue())
    assert client.get(reverse("outcomes:verifier")).content == Path(verify.__file__).read_bytes()
    assert verify.main([str(path)]) == 0
    assert "Goal 2 (2026-01-01 to 2028-12-31): 1 people (2 lines say +1, 1 say -1)." in capsys.readouterr().out


def test_the_export_is_the_stored_lines_byte_for_byte(client, counted, monkeypatch):
    monkeypatch.setattr("plusone.outcomes.exports.CHUNK", 2)
    lines = client.get(reverse("outcomes:ledger_jsonl")).getvalue().decode().splitlines()
    assert lines[:-1] == list(LedgerEntry.objects.values_list("raw", flat=True))


def test_the_lines_are_paged_by_their_number(client, counted, monkeypatch):
    monkeypatch.setattr("plusone.outcomes.queries_count.A_PAGE", 3)
    first = client.get(reverse("outcomes:ledger_lines"))
    assert [line.seq for line in first.context["lines"]] == [6, 5, 4]
    second = client.get(reverse("outcomes:ledger_lines") + first.context["older"])
    assert [line.seq for line in second.context["lines"]] == [3, 2, 1]
    assert second.context["older"] == ""


@pytest.mark.parametrize("before", ["x", "-1", "1.5", "9" * 40, "١"])
def test_a_line_number_that_is_none_is_not_found(client, before):
    assert client.get(reverse("outcomes:ledger_lines"), {"before": before}).status_code == 404


def test_the_verifier_is_sent_once_to_who_has_it(client):
    response = client.get(reverse("outcomes:verifier"))
    again = client.get(reverse("outcomes:verifier"), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_the_feed_holds_heads_that_the_verifier_accepts(client, counted, tmp_path, capsys):
    sign_head()
    feed = ElementTree.fromstring(client.get(reverse("outcomes:heads_atom")).content)  # noqa: S314 - our own
    (said,) = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}content")]
    path = tmp_path / "ledger.jsonl"
    settle(scene.proven_job(scene.somebody(1)).person, counted)
    path.write_bytes(client.get(reverse("outcomes:ledger_jsonl")).getvalue())
    assert verify.main([str(path), "--head", said]) == 0
    assert "Consistent with itself and with the head of 2026-11-25T09:00:00Z, 6 lines." in capsys.readouterr().out


def ask(client, email="auditor@funder.example"):
    return client.post(reverse("outcomes:witness_new"), {"email": email})


def test_a_witness_asks_presses_the_button_and_gets_heads(client, counted):
    sign_head()
    assert ask(client).status_code == 200
    asked = Letter.objects.get()
    witness = Witness.objects.get()
    address = reverse("outcomes:witness", args=[witnesses.token(witness)])
    assert address in asked.body
    assert client.get(address).status_code == 200
    assert Witness.objects.get().confirmed_at is None, "opening the link changes nothing"
    assert client.post(address).status_code == 302
    letter = Letter.objects.latest("pk")
    assert Head.objects.get().line in letter.body
    assert address in letter.body
    clock.move(datetime(2026, 11, 26, 2, tzinfo=UTC))
    for _turn in range(2):
        sign_head()
    assert Letter.objects.count() == 3


def test_the_mailed_head_can_be_given_to_the_verifier_as_it_came(client, counted, tmp_path):
    witness = ask_to_witness(email="auditor@funder.example", language="en")
    confirm_witness(witness=witness)
    sign_head()
    mail, path = tmp_path / "mail.txt", tmp_path / "ledger.jsonl"
    mail.write_text(Letter.objects.latest("pk").body)
    path.write_bytes(client.get(reverse("outcomes:ledger_jsonl")).getvalue())
    assert verify.main([str(path), "--head", str(mail)]) == 0


def test_a_witness_stops_by_a_button_that_mail_programs_can_press_too(counted):
    witness = ask_to_witness(email="auditor@funder.example", language="en")
    confirm_witness(witness=witness)
    address = reverse("outcomes:witness_stop", args=[witnesses.token(witness)])
    client = Client(enforce_csrf_checks=True)
    assert client.get(address).status_code == 405
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Witness.objects.exists()
    assert client.post(address).status_code == 404


def test_nobody_learns_who_is_a_witness_and_nobody_is_flooded(client):
    first, second = ask(client), ask(client, "AUDITOR@funder.example")
    assert first.status_code == second.status_code == 200
    assert Witness.objects.count() == 1
    assert Letter.objects.count() == 1


def test_too_many_addresses_from_one_place_are_refused(client):
    answers = [ask(client, f"person{number}@funder.example").status_code for number in range(12)]
    assert answers == [200] * 10 + [429] * 2


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "x@y.example\nBcc: z@y.example", "é" * 300 + "@y.example"])
def test_what_is_no_address_is_asked_again(client, email):
    assert ask(client, email).status_code == 400
    assert not Witness.objects.exists()


@pytest.mark.parametrize("token", ["1", "1.x", "x", "é", "1.1.1"])
def test_a_forged_link_is_not_found(client, token):
    ask_to_witness(email="auditor@funder.example", language="en")
    assert client.get(reverse("outcomes:witness", args=[token])).status_code == 404
