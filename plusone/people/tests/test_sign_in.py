from collections import defaultdict

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plusone.core import site, slots
from plusone.core.models import Limit
from plusone.people.actions.sign_out_everywhere import sign_out_everywhere
from plusone.people.tests.helpers import OTHER, PASSWORD, person, sign_in, signed_in
from plusone.testing.races import together

pytestmark = pytest.mark.django_db
ENDLESS = 15


def test_the_right_password_signs_in_and_goes_where_one_wanted():
    person()
    client = Client()
    answer = client.post(reverse("account_login"), {"login": " Amara@EXAMPLE.org", "password": PASSWORD, "next": "/a/"})
    assert (answer.status_code, answer["Location"]) == (302, "/a/")
    assert signed_in(client)


def test_it_never_leads_to_another_site():
    person()
    data = {"login": "amara@example.org", "password": PASSWORD, "next": "https://evil.example/"}
    assert Client().post(reverse("account_login"), data)["Location"] == "/me/"


def test_a_wrong_password_and_an_unknown_address_are_told_the_same():
    person()
    wrong = sign_in(password=OTHER)[1]
    unknown = sign_in(email="nobody@example.org")[1]
    assert wrong.status_code == unknown.status_code == 400
    told = [answer.content.decode().split('role="alert"')[1].split("</div>")[0] for answer in (wrong, unknown)]
    assert told[0] == told[1]


def test_the_page_shows_the_schools_name():
    site.change(name="Open Work School")
    assert "<bdi>Open Work School</bdi>" in Client().get(reverse("account_login")).content.decode()


def test_a_demo_offers_its_people_as_buttons_below_the_form(monkeypatch):
    monkeypatch.setattr(slots, "_filled", defaultdict(list))
    slots.fill("people.demo_cast", slots.Link("Continue as Amara Diallo (learner)", "people:consent", 1, args=("x",)))
    page = Client().get(reverse("account_login")).content.decode()
    assert page.index("Continue as Amara") > page.index("I have an account")
    assert '<form method="post" action="/me/consents/x/">' in page


def test_opening_a_page_signs_nobody_in_or_out():
    person()
    client = Client()
    client.get(reverse("account_login"), {"login": "amara@example.org", "password": PASSWORD})
    assert not signed_in(client)
    sign_in(client=client)
    for call in (client.get, client.head):
        assert call(reverse("account_logout")).status_code == 200
    assert signed_in(client)
    client.post(reverse("account_logout"))
    assert not signed_in(client)


def test_the_session_holds_no_address():
    person()
    client, _answer = sign_in()
    assert "example.org" not in str(dict(client.session))


def test_guessing_from_one_caller_ends_although_it_writes_addresses_of_its_own():
    person()
    codes = [sign_in(password=OTHER, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")[1].status_code for number in range(100)]
    assert codes[:10] == [400] * 10
    assert set(codes[10:]) == {429}
    assert sign_in()[1].status_code == 429


def test_trying_many_accounts_from_one_caller_ends_too():
    codes = [sign_in(email=f"p{number}@example.org")[1].status_code for number in range(100)]
    assert codes.count(429) == 10


def test_an_account_is_guarded_against_many_callers():
    person()
    codes = [sign_in(password=OTHER, REMOTE_ADDR=f"10.0.{number}.1")[1].status_code for number in range(60)]
    assert codes.count(400) == 50


def test_thirty_learners_behind_one_address_sign_in():
    for number in range(30):
        person(email=f"p{number}@example.org")
    assert {sign_in(email=f"p{number}@example.org")[1].status_code for number in range(30)} == {302}


def test_the_limits_name_nobody():
    sign_in()
    assert not Limit.objects.filter(key__contains="amara").exists()


@pytest.mark.django_db(transaction=True)
def test_parallel_guesses_do_not_pass_the_limit():
    person()
    results = together(*[lambda: sign_in(password=OTHER)[1].status_code for _ in range(16)])
    assert sorted(results) == [400] * 10 + [429] * 6


def test_who_signed_out_everywhere_is_signed_out_on_each_device():
    person()
    here, there = sign_in()[0], sign_in()[0]
    assert here.get(reverse("people:sessions")).status_code == 200
    assert signed_in(there)
    assert here.post(reverse("people:sessions"))["Location"] == reverse("account_login")
    assert not signed_in(here)
    assert not signed_in(there)
    assert sign_in()[1].status_code == 302


def test_an_operator_can_end_somebodys_sessions():
    amara = person()
    client = sign_in()[0]
    sign_out_everywhere(actor=None, person=amara)
    assert not signed_in(client)


def test_the_language_stays_what_the_profile_says_and_after_signing_out_what_the_browser_chose():
    amara = person()
    client = Client()
    assert 'lang="ar-xb"' in client.get(reverse("account_login"), {"lang": "ar-xb"}).content.decode()
    sign_in(client=client)
    assert 'lang="en"' in client.get(reverse("people:account")).content.decode()
    client.post(reverse("account_logout"))
    assert 'lang="ar-xb"' in client.get(reverse("account_login")).content.decode()
    amara.language = "ar-xb"
    amara.save()
    assert 'lang="ar-xb"' in sign_in()[0].get(reverse("people:account")).content.decode()
    assert timezone.get_current_timezone_name() == "UTC"
