"""Signing in as somebody of the demo by one click."""

import pytest
from django.test import Client
from django.urls import reverse

from plusone.demo.actions.continue_as import HasPassword, NotInTheCast, continue_as
from plusone.demo.cast import CAST
from plusone.people.models import Person
from plusone.testing import cast

pytestmark = pytest.mark.django_db


def who(client):
    return client.session.get("_auth_user_id")


def press(key, client=None, **data):
    client = client or Client()
    return client, client.post(reverse("demo:continue_as", args=[key]), data)


def test_one_button_signs_in_and_leads_to_ones_day():
    amara = cast.amara()
    client, answer = press("amara")
    assert (answer.status_code, answer.url) == (302, "/me/")
    assert who(client) == str(amara.pk)


def test_it_leads_on_to_where_somebody_wanted_to_go_but_never_away():
    cast.amara()
    assert press("amara", next="/courses/")[1].url == "/courses/"
    assert press("amara", next="https://elsewhere.example/")[1].url == "/me/"


def test_one_may_change_from_one_person_to_another_and_nothing_of_the_first_stays():
    cast.amara()
    samir = cast.samir()
    client, _answer = press("amara")
    session = client.session
    session["note"] = "of Amara"
    session.save()
    press("samir", client)
    assert who(client) == str(samir.pk)
    assert "note" not in client.session


def test_opening_the_address_signs_nobody_in():
    cast.amara()
    client = Client()
    assert client.get(reverse("demo:continue_as", args=["amara"])).status_code == 405
    assert who(client) is None


def test_the_button_needs_the_forms_key():
    cast.amara()
    client = Client(enforce_csrf_checks=True)
    assert press("amara", client)[1].status_code == 403
    assert who(client) is None


def test_a_real_school_has_no_such_door(settings):
    cast.amara()
    settings.DEMO = False
    with pytest.raises(NotInTheCast):
        continue_as(key="amara")
    client, answer = press("amara")
    assert answer.status_code == 404
    assert who(client) is None
    assert Client().get(reverse("demo:cast")).status_code == 404
    assert "Continue as" not in Client().get(reverse("account_login")).content.decode()


@pytest.mark.parametrize("key", ["nobody", "learner-1", "Amara", "1"])
def test_only_the_cast_can_be_continued_as(key):
    cast.amara()
    assert press(key)[1].status_code == 404


def test_somebody_of_the_cast_who_never_moved_in_is_nobody():
    assert press("amara")[1].status_code == 404


def test_an_erased_person_stays_away():
    amara = cast.amara()
    amara.is_active = False
    amara.save()
    assert press("amara")[1].status_code == 404


def test_an_account_with_a_password_is_entered_only_with_it():
    amara = cast.amara()
    amara.set_password("correct horse battery staple")
    amara.save()
    with pytest.raises(HasPassword):
        continue_as(key="amara")
    client, answer = press("amara")
    assert answer.status_code == 409
    assert "Sign in with it" in answer.content.decode()
    assert who(client) is None


def test_the_sign_in_page_shows_everybody_with_their_role():
    page = Client().get(reverse("account_login")).content.decode()
    for member in CAST:
        assert f"Continue as {member.name} ({member.roles[0] if member.roles else 'learner'})" in page
    assert page.index("Continue as Amara") < page.index("Continue as Noor")


def test_whoever_is_signed_in_can_still_choose_somebody_else():
    client = Client()
    client.force_login(Person.objects.get(pk=cast.amara().pk))
    assert "Continue as Samir Haddad (registrar)" in client.get(reverse("demo:cast")).content.decode()
