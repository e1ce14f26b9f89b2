import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from plusone.core.models import Letter
from plusone.people.actions.ask_for_address import SameAddress, ask_for_address
from plusone.people.actions.follow_mailed_link import AddressGone, change_address
from plusone.people.tests.helpers import OTHER, PASSWORD, newest_link, person, sign_in, signed_in
from plusone.testing.races import failed, together, worked

pytestmark = pytest.mark.django_db
NEW = "new@example.org"


def ask(client, email=NEW, password=PASSWORD):
    return client.post(reverse("account_email"), {"email": email, "password": password})


def token():
    return newest_link(NEW).rstrip("/").rsplit("/", 1)[1]


def test_nothing_changes_until_the_button_is_pressed_and_then_the_old_address_is_told():
    amara = person()
    client = sign_in()[0]
    assert ask(client, " New@Example.org ").status_code == 200
    link = newest_link(NEW)
    for call in (Client().get, Client().head):
        assert call(link).status_code == 200
    amara.refresh_from_db()
    assert amara.email == "amara@example.org"
    visitor = Client()
    assert visitor.post(link).status_code == 200
    assert not signed_in(visitor)
    amara.refresh_from_db()
    assert amara.email == NEW
    assert amara.email_confirmed_at is not None
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(NEW, True, True)]
    told = Letter.objects.first()
    assert (told.to, "was changed" in told.subject, NEW in told.body) == ("amara@example.org", True, False)
    assert sign_in(NEW)[1].status_code == 302
    assert sign_in("amara@example.org")[1].status_code == 400
    assert visitor.post(link).status_code == 200
    assert Letter.objects.count() == 2


def test_it_asks_for_the_password():
    person()
    client = sign_in()[0]
    assert ask(client, password=OTHER).status_code == 400
    assert not Letter.objects.exists()


def test_the_present_address_is_no_new_one():
    with pytest.raises(SameAddress):
        ask_for_address(actor=person(), email="AMARA@example.org")


def test_an_address_of_somebody_else_gets_the_same_answer_and_its_owner_a_letter():
    person()
    person(email=NEW, name="Yusuf Demir")
    client = sign_in()[0]
    taken, free = ask(client), ask(client, "free@example.org")
    assert taken.content.replace(NEW.encode(), b"") == free.content.replace(b"free@example.org", b"") or (
        taken.status_code == free.status_code == 200
    )
    assert "already" in Letter.objects.get(to=NEW).subject


def test_a_newer_link_replaces_the_older():
    person()
    client = sign_in()[0]
    ask(client)
    old = newest_link(NEW)
    ask(client, "newer@example.org")
    assert Client().post(old).status_code == 404
    assert Client().post(newest_link("newer@example.org")).status_code == 200


def test_an_address_that_was_taken_meanwhile_stays_with_its_owner():
    amara = person()
    ask_for_address(actor=amara, email=NEW)
    person(email=NEW, name="Yusuf Demir")
    with pytest.raises(AddressGone):
        change_address(token=token())
    amara.refresh_from_db()
    assert amara.email == "amara@example.org"


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_want_one_address_one_gets_it():
    amara, yusuf = person(), person(email="yusuf@example.org")
    tokens = []
    for one in (amara, yusuf):
        ask_for_address(actor=one, email=NEW)
        tokens.append(token())
    results = together(*[lambda one=one: change_address(token=one) for one in tokens])
    assert len(worked(results)) == 1
    assert [type(problem) for problem in failed(results)] == [AddressGone]
