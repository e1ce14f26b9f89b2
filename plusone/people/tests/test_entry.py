"""Registering, signing in and out, and the links that arrive by mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from plusone.core.models import Letter, Limit
from plusone.people.models import Consent, Person

PASSWORD = "four odd words are good"


def typed(**more):
    return {
        "name": "Amara Diallo",
        "email": "Amara@Example.org",
        "password": PASSWORD,
        "language": "en",
        "time_zone": "Africa/Dakar",
        "of_age": "on",
        **more,
    }


def register(client, **more):
    return client.post(reverse("people:register"), typed(**more))


def link_in(letter):
    return re.search(r"http://localhost:8000(\S+)", letter.body)[1]


def signed_in(client):
    return "_auth_user_id" in client.session


def member(email="amara@example.org", password=PASSWORD):
    person = Person(name="Amara Diallo", email=email)
    person.set_password(password)
    person.save()
    return person


@pytest.mark.django_db
def test_the_registration_page_asks_everything_at_once(client):
    page = client.get(reverse("people:register"), {"next": "/courses/x/"}, headers={"accept-language": "fr-BE,fr"})
    text = page.content.decode()
    assert page.status_code == 200
    assert '<option value="Europe/Brussels" selected>' in text
    assert 'name="next" value="/courses/x/"' in text
    assert " checked" not in text


@pytest.mark.django_db
def test_who_registers_is_signed_in_and_gets_one_letter(client):
    answer = register(client, next="/courses/x/")
    assert answer.status_code == 302
    assert answer["Location"] == "/register/done/?next=%2Fcourses%2Fx%2F"
    assert signed_in(client)
    person = Person.objects.get()
    assert (person.email, person.time_zone, person.email_confirmed_at) == ("amara@example.org", "Africa/Dakar", None)
    assert Letter.objects.get().to == "amara@example.org"
    assert 'href="/courses/x/"' in client.get(answer["Location"]).content.decode()


@pytest.mark.django_db
def test_the_confirming_link_changes_nothing_until_its_button_is_pressed(client):
    register(client)
    path = link_in(Letter.objects.get())
    scanner = Client()
    for call in (scanner.get, scanner.head, scanner.get):
        assert call(path).status_code == 200
    assert not scanner.cookies.get("session")
    assert Person.objects.get().email_confirmed_at is None
    assert Client().post(path).status_code == 200
    assert Person.objects.get().email_confirmed_at is not None
    assert EmailAddress.objects.get().verified
    assert Client().post(path).status_code == 200
    assert not EmailAddress.objects.exclude(verified=True).exists()


@pytest.mark.django_db
def test_signing_in_and_out_needs_a_press(client):
    member()
    answer = client.post(
        reverse("account_login"), {"login": "AMARA@example.org ", "password": PASSWORD, "next": "/me/"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert signed_in(client)
    assert "amara" not in str(dict(client.session)).lower()
    assert client.get(reverse("account_logout")).status_code == 200
    assert signed_in(client)
    assert client.post(reverse("account_logout")).status_code == 302
    assert not signed_in(client)


@pytest.mark.django_db
def test_the_profile_page_shows_and_stores(client):
    person = member()
    client.force_login(person)
    page = client.get(reverse("people:profile")).content.decode()
    assert "Amara Diallo" in page
    answer = client.post(
        reverse("people:profile"),
        {"name": "Amara  D.", "language": "en", "time_zone": "Asia/Tokyo", "access_needs": "captions"},
    )
    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.name, person.time_zone, person.access_needs) == ("Amara D.", "Asia/Tokyo", "captions")
    assert Consent.objects.count() == 0
    assert Limit.objects.count() == 0
