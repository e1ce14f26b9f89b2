"""A form sent after the session ended: nothing is lost, and nobody else sends it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from plusone.core import carried
from plusone.people.tests.helpers import OTHER, PASSWORD, person, sign_in

pytestmark = pytest.mark.django_db


def typed_profile(owner):
    return {
        "name": "Amara Ba",
        "language": "en",
        "time_zone": "Asia/Tokyo",
        "access_needs": "captions & <large> print\nand more",
        carried.OWNER_FIELD: carried.owner_key(owner.pk),
    }


def test_what_was_typed_is_offered_after_signing_in_again_and_arrives():
    amara = person()
    client = Client()
    answer = client.post(reverse("people:profile"), typed_profile(amara))
    assert answer.status_code == 302
    amara.refresh_from_db()
    assert amara.name == "Amara Diallo"
    signing_in = client.post(answer["Location"], {"login": amara.email, "password": PASSWORD, "next": "/account/held/"})
    page = client.get(signing_in["Location"])
    assert "Nothing is lost" in page.content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.content.decode()))
    assert fields["access_needs"] == "captions &amp; &lt;large&gt; print\nand more"
    assert client.post(reverse("people:profile"), {**typed_profile(amara), "name": fields["name"]}).status_code == 302
    amara.refresh_from_db()
    assert (amara.name, amara.time_zone) == ("Amara Ba", "Asia/Tokyo")


def test_it_is_kept_when_the_session_was_ended_elsewhere():
    amara = person()
    client = sign_in()[0]
    amara.sign_in_generation += 1
    amara.save()
    assert "next=/account/held/" in client.post(reverse("people:profile"), typed_profile(amara))["Location"]
    sign_in(client=client)
    assert "Amara Ba" in client.get("/account/held/").content.decode()


def test_somebody_else_who_signs_in_is_refused_and_sees_nothing():
    amara = person()
    person(email="yusuf@example.org", name="Yusuf Demir")
    client = Client()
    client.post(reverse("people:profile"), typed_profile(amara))
    sign_in(email="yusuf@example.org", client=client)
    answer = client.get("/account/held/")
    assert answer.status_code == 409
    assert "Amara Ba" not in answer.content.decode()
    assert client.get("/account/held/")["Location"] == "/me/"


def test_a_secret_is_typed_again_and_never_kept():
    amara = person()
    client = Client()
    data = {
        "present_password": PASSWORD,
        "password": OTHER,
        carried.OWNER_FIELD: carried.owner_key(amara.pk),
    }
    client.post(reverse("account_change_password"), data)
    held = carried.open_held(client.session[carried.HELD_FIELD], amara.pk)
    assert held["fields"] == []


def test_a_form_that_names_nobody_leads_to_sign_in():
    answer = Client().post(reverse("people:profile"), {"name": "x", carried.OWNER_FIELD: "1:forged"})
    assert answer["Location"].startswith(reverse("account_login") + "?next=%2Fme%2Fprofile%2F")
