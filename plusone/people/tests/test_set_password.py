import pytest
from django.test import Client
from django.urls import reverse

from plusone.core.models import Event, Letter
from plusone.people.actions.ask_for_reset import NobodyThere, ask_for_reset, unlock
from plusone.people.actions.set_password import WrongPassword, change_password, reset_password
from plusone.people.links import DeadLink
from plusone.people.passwords import WeakPassword
from plusone.people.tests.helpers import OTHER, PASSWORD, newest_link, person, sign_in, signed_in
from plusone.testing.races import failed, together, worked

pytestmark = pytest.mark.django_db


def asked(email="amara@example.org"):
    """The path of the link that was just mailed."""
    Client().post(reverse("account_reset_password"), {"email": email})
    return newest_link(email)


def test_whether_an_address_has_an_account_is_not_told():
    person()
    known = Client().post(reverse("account_reset_password"), {"email": "amara@example.org"})
    unknown = Client().post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert Letter.objects.count() == 1


def test_opening_the_link_changes_nothing_and_gives_no_session():
    amara = person()
    link = asked()
    client = Client()
    for call in (client.get, client.head, client.get):
        assert call(link).status_code == 200
    assert not signed_in(client)
    amara.refresh_from_db()
    assert amara.check_password(PASSWORD)


def test_the_link_sets_a_password_signs_in_here_and_out_everywhere_else():
    amara = person()
    elsewhere = sign_in()[0]
    client = Client()
    answer = client.post(asked(), {"password": OTHER})
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert signed_in(client)
    assert not signed_in(elsewhere)
    amara.refresh_from_db()
    assert amara.check_password(OTHER)
    assert amara.email_confirmed_at is not None
    assert "was changed" in Letter.objects.first().subject


def test_a_weak_password_keeps_the_link_alive():
    person()
    link = asked()
    assert Client().post(link, {"password": "short"}).status_code == 409
    assert Client().post(link, {"password": ""}).status_code == 400
    assert Client().post(link, {"password": OTHER}).status_code == 302


def test_a_link_dies_when_it_is_used():
    person()
    link = asked()
    Client().post(link, {"password": OTHER})
    assert Client().get(link).status_code == 404
    assert Client().post(link, {"password": PASSWORD}).status_code == 404


def test_a_link_dies_when_a_newer_one_is_asked_for():
    person()
    old, new = asked(), asked()
    assert Client().post(old, {"password": OTHER}).status_code == 404
    assert Client().post(new, {"password": OTHER}).status_code == 302


def test_a_link_dies_when_the_password_is_changed():
    amara = person()
    link = asked()
    change_password(actor=amara, present=PASSWORD, password=OTHER)
    assert Client().post(link, {"password": PASSWORD}).status_code == 404


def test_a_link_dies_when_the_address_is_changed():
    person()
    link = asked()
    client = sign_in()[0]
    client.post(reverse("account_email"), {"email": "new@example.org", "password": PASSWORD})
    client.post(newest_link("new@example.org"))
    assert Client().post(link, {"password": OTHER}).status_code == 404


def test_a_link_dies_after_a_day(monkeypatch):
    from datetime import timedelta

    from plusone.core import clock

    person()
    link = asked()
    with clock.moved_to(clock.now() + timedelta(hours=25)):
        assert Client().post(link, {"password": OTHER}).status_code == 404


@pytest.mark.parametrize("secret", ["x", "0" * 32, "%00", "../../x", "a" * 3000])
def test_an_invented_secret_finds_nothing(secret):
    assert Client().get(f"/account/password/reset/{secret}/").status_code == 404


def test_links_go_to_the_configured_address_whatever_the_request_says():
    person()
    client = Client()
    evil = client.post(reverse("account_reset_password"), {"email": "amara@example.org"}, HTTP_HOST="evil.example")
    assert evil.status_code == 400
    client.post(
        reverse("account_reset_password"),
        {"email": "amara@example.org"},
        HTTP_X_FORWARDED_HOST="evil.example",
        HTTP_X_FORWARDED_PROTO="http",
    )
    assert "evil" not in Letter.objects.get().body
    assert "http://localhost:8000/account/password/reset/" in Letter.objects.get().body


def test_only_some_letters_are_sent_to_one_address():
    person()
    codes = [
        Client().post(reverse("account_reset_password"), {"email": "amara@example.org"}).status_code for _ in range(8)
    ]
    assert codes == [302] * 6 + [429] * 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_one_link_at_once_one_succeeds():
    person()
    token = asked().rstrip("/").rsplit("/", 1)[1]
    results = together(*[lambda: reset_password(token=token, password=OTHER) for _ in range(3)])
    assert len(worked(results)) == 1
    assert {type(problem) for problem in failed(results)} == {DeadLink}


def test_changing_keeps_ones_own_session_and_ends_the_others():
    person()
    here, there = sign_in()[0], sign_in()[0]
    answer = here.post(reverse("account_change_password"), {"present_password": PASSWORD, "password": OTHER})
    assert answer.status_code == 302
    assert signed_in(here)
    assert not signed_in(there)


def test_changing_refuses_a_wrong_and_a_weak_password():
    amara = person()
    with pytest.raises(WrongPassword):
        change_password(actor=amara, present=OTHER, password=OTHER)
    with pytest.raises(WeakPassword):
        change_password(actor=amara, present=PASSWORD, password="amara@example.org")
    client = sign_in()[0]
    data = {"present_password": "wrong", "password": OTHER}
    codes = [client.post(reverse("account_change_password"), data).status_code for _ in range(11)]
    assert codes == [409] * 10 + [429]
    amara.refresh_from_db()
    assert amara.check_password(PASSWORD)


def test_the_command_line_gets_a_link_without_any_mail():
    person()
    path = unlock(email="AMARA@example.org")
    assert not Letter.objects.exists()
    assert Client().post(path, {"password": OTHER}).status_code == 302
    with pytest.raises(NobodyThere):
        unlock(email="nobody@example.org")


def test_the_log_names_nobody():
    person()
    ask_for_reset(email="amara@example.org")
    assert "amara" not in str(list(Event.objects.values())).lower()
