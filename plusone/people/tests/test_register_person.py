import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from django.urls import reverse

from plusone.core import site
from plusone.core.models import Event, Letter
from plusone.people.actions.register_person import (
    AddressTaken,
    NoName,
    TooYoung,
    UnknownLanguage,
    UnknownUse,
    UnknownZone,
    register_person,
)
from plusone.people.models import Consent, Person
from plusone.people.passwords import WeakPassword
from plusone.people.tests.helpers import about, newest_link, person, sign_in, signed_in, typed
from plusone.testing.races import failed, together, worked

pytestmark = pytest.mark.django_db


def test_it_makes_one_account_with_its_answers_and_one_letter(uses):
    made = register_person(**about(email=" Amara@Example.ORG ", consents={"follow_up": True}))
    assert (made.email, made.email_confirmed_at) == ("amara@example.org", None)
    assert list(Consent.objects.values_list("use", "wording", "answer")) == [("follow_up", 2, True)]
    assert EmailAddress.objects.get().email == made.email
    letter = Letter.objects.get()
    assert (letter.to, letter.person_id, letter.language) == (made.email, made.pk, "en")
    event = Event.objects.get(name="people.registered")
    assert "amara" not in str(event.data).lower()


def test_without_a_password_nobody_can_sign_in():
    made = register_person(**about(password=None))
    assert not made.has_usable_password()
    assert sign_in(password="!")[1].status_code == 400


def test_the_password_is_stored_as_a_hash():
    assert identify_hasher(register_person(**about()).password)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"of_age": False}, TooYoung),
        ({"name": " \u202e\u200b "}, NoName),
        ({"name": "x" * 121}, NoName),
        ({"time_zone": "Mars/Olympus"}, UnknownZone),
        ({"time_zone": "../../etc/passwd"}, UnknownZone),
        ({"time_zone": ""}, UnknownZone),
        ({"language": "xx"}, UnknownLanguage),
        ({"password": "short"}, WeakPassword),
        ({"password": "12345678901234"}, WeakPassword),
        ({"password": "amara@example.org"}, WeakPassword),
        ({"consents": {"sell_everything": True}}, UnknownUse),
    ],
)
def test_it_refuses_and_stores_nothing(change, refusal):
    with pytest.raises(refusal):
        register_person(**about(**change))
    assert not Person.objects.exists()
    assert not Letter.objects.exists()


def test_the_age_is_the_schools_own():
    site.change(minimum_age=18)
    with pytest.raises(TooYoung) as refused:
        register_person(**about(of_age=False))
    assert "18" in refused.value.sentence


def test_an_address_is_the_same_in_any_case():
    register_person(**about())
    with pytest.raises(AddressTaken):
        register_person(**about(email="AMARA@example.org"))
    assert Person.objects.count() == 1


def test_marks_that_turn_the_text_around_a_name_are_left_out():
    assert register_person(**about(name="Evil\u202e Name\n\x00X")).name == "Evil Name X"
    assert register_person(**about(name="ليلى", email="leila@example.org")).name == "ليلى"


@pytest.mark.django_db(transaction=True)
def test_two_registrations_of_one_address_at_once_make_one_account():
    results = together(*[lambda: register_person(**about()) for _ in range(4)])
    assert len(worked(results)) == 1
    assert {type(problem) for problem in failed(results)} == {AddressTaken}
    assert Person.objects.count() == Letter.objects.count() == EmailAddress.objects.count() == 1


def test_no_answer_stays_unanswered_and_nothing_is_ticked_before(client, uses):
    page = client.get(reverse("people:register")).content.decode()
    assert "Ask you how it goes?" in page
    assert "Say your name?" not in page
    assert " checked" not in page
    client.post(reverse("people:register"), typed())
    assert Person.objects.count() == 1
    assert not Consent.objects.exists()


def test_an_answer_is_stored_as_it_was_given(client, uses):
    client.post(reverse("people:register"), typed(**{"use:follow_up": "no"}))
    assert Consent.objects.get().answer is False


def test_an_address_that_exists_gets_the_same_answer_and_its_owner_a_letter(client):
    new = client.post(reverse("people:register"), typed(next="/courses/x/"))
    first = client.get(new["Location"])
    taken = Client().post(reverse("people:register"), typed(next="/courses/x/", name="Mallory"))
    assert (taken.status_code, taken["Location"]) == (new.status_code, new["Location"])
    assert b"We wrote you a letter" in first.content
    assert b"We wrote you a letter" in Client().get(taken["Location"]).content
    assert Person.objects.get().name == "Amara Diallo"
    letter = Letter.objects.first()
    assert "already" in letter.subject
    assert "Mallory" not in letter.body


def test_the_owner_is_not_flooded(client):
    person()
    for _ in range(5):
        client.post(reverse("people:register"), typed())
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_the_next_address_never_leaves_the_school(client, target):
    answer = client.post(reverse("people:register"), typed(next=target))
    assert answer["Location"] == "/register/done/"
    assert "evil" not in client.get("/register/done/", {"next": target}).content.decode()


def test_a_form_with_faults_says_which(client):
    answer = client.post(reverse("people:register"), typed(time_zone="Mars/X", password="short", email="x"))
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "This time zone does not exist" in text
    assert "at least 12 characters" in text
    assert "with an @" in text
    assert "Amara Diallo" in text
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "field",
    [{"name": "\x00"}, {"email": "a@b" + "c" * 400 + ".org"}, {"password": "x" * 5000}, {"name": "<script>" * 99}],
)
def test_hostile_fields_are_answered_with_a_form(client, field):
    assert client.post(reverse("people:register"), typed(**field)).status_code == 400


def test_who_is_signed_in_needs_no_second_account(client):
    client.force_login(person())
    assert client.get(reverse("people:register"), {"next": "/courses/x/"})["Location"] == "/courses/x/"


def test_one_caller_cannot_register_without_end(client):
    answers = [client.post(reverse("people:register"), typed(email="x")).status_code for _ in range(61)]
    assert answers == [400] * 60 + [429]


def test_the_zone_is_guessed_from_the_browsers_region_or_is_utc(client):
    def chosen(language):
        page = client.get(reverse("people:register"), headers={"accept-language": language}).content.decode()
        return page.split(" selected>")[-2].rsplit('value="', 1)[1].rstrip('"'), page

    assert chosen("fr-BE,fr;q=0.9")[0] == "Europe/Brussels"
    assert chosen("fr,en;q=0.5")[0] == "UTC"
    assert chosen("zh-Hant-TW")[0] == "Asia/Taipei"
    assert chosen("x" * 5000)[0] == "UTC"


def test_the_libraries_own_sign_up_leads_to_ours(client):
    answer = client.get(reverse("account_signup"), {"next": "/courses/x/"})
    assert answer["Location"] == "/register/?next=%2Fcourses%2Fx%2F"
    assert client.post(reverse("account_signup"), typed()).status_code == 405


def test_the_confirming_link_works_once_and_again_but_changes_once(client):
    client.post(reverse("people:register"), typed())
    link = newest_link()
    for call in (Client().get, Client().head, Client().get):
        assert call(link).status_code == 200
    assert Person.objects.get().email_confirmed_at is None
    visitor = Client()
    assert visitor.post(link).status_code == 200
    assert not signed_in(visitor)
    assert EmailAddress.objects.get().verified
    assert visitor.post(link).status_code == 200
    assert Event.objects.filter(name="people.address_confirmed").count() == 1


def test_a_newer_confirming_link_replaces_the_older(client):
    client.post(reverse("people:register"), typed())
    old = newest_link()
    assert client.post(reverse("people:confirmation")).status_code == 302
    assert newest_link() != old
    assert Client().post(old).status_code == 404
    assert Client().post(newest_link()).status_code == 200
    assert client.post(reverse("people:confirmation")).status_code == 409
