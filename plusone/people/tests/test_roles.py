import re

import pytest
from django.urls import reverse

from plusone.core.models import Event, Letter
from plusone.people.access import OperatorsOnly
from plusone.people.actions.erase_person import erase_person
from plusone.people.actions.give_role import NobodyToGiveItTo, UnknownRole, give_role
from plusone.people.actions.withdraw_role import NotHeld, withdraw_role
from plusone.people.models import Person, RoleGrant
from plusone.people.operators import LastOperator
from plusone.people.queries import operators
from plusone.people.tests.helpers import person
from plusone.testing import cast
from plusone.testing.races import failed, together, worked

pytestmark = pytest.mark.django_db


def fresh(who):
    return Person.objects.get(pk=who.pk)


def test_an_operator_gives_and_withdraws_a_role():
    noor, amara = cast.noor(), cast.amara()
    given = give_role(actor=noor, person=amara, role="author")
    assert (given.given_by, fresh(amara).has_role("author")) == (noor, True)
    withdraw_role(actor=noor, person=amara, role="author")
    assert not fresh(amara).has_role("author")
    assert [event.name for event in Event.objects.all()] == ["people.role_given", "people.role_withdrawn"]
    assert give_role(actor=noor, person=amara, role="author").pk != given.pk


def test_the_command_line_gives_the_first_role():
    amara = cast.amara()
    assert give_role(actor=None, person=amara, role="operator").given_by is None


def test_a_role_in_force_is_given_once():
    noor, amara = cast.noor(), cast.amara()
    assert give_role(actor=noor, person=amara, role="author") == give_role(actor=noor, person=amara, role="author")
    assert Event.objects.filter(name="people.role_given").count() == 1


def test_nobody_but_an_operator_gives_or_withdraws():
    samir, noor = cast.samir(), cast.noor()
    for refused in (samir, cast.ines(), cast.amara()):
        with pytest.raises(OperatorsOnly):
            give_role(actor=refused, person=refused, role="operator")
        with pytest.raises(OperatorsOnly):
            withdraw_role(actor=refused, person=noor, role="operator")


def test_an_unknown_role_and_an_erased_person_are_refused():
    noor, amara = cast.noor(), cast.amara()
    with pytest.raises(UnknownRole):
        give_role(actor=noor, person=amara, role="king")
    with pytest.raises(NotHeld):
        withdraw_role(actor=noor, person=amara, role="author")
    erase_person(actor=amara, person=amara)
    with pytest.raises(NobodyToGiveItTo):
        give_role(actor=noor, person=amara, role="author")


def test_the_last_operator_stays():
    noor = cast.noor()
    with pytest.raises(LastOperator) as refused:
        withdraw_role(actor=noor, person=noor, role="operator")
    assert refused.value.way_on
    with pytest.raises(LastOperator):
        erase_person(actor=noor, person=noor)
    cast.farid()
    withdraw_role(actor=noor, person=noor, role="operator")
    assert operators() == 1


@pytest.mark.django_db(transaction=True)
def test_two_operators_who_withdraw_each_other_leave_one():
    noor, farid = cast.noor(), cast.farid()
    results = together(
        lambda: withdraw_role(actor=noor, person=farid, role="operator"),
        lambda: withdraw_role(actor=farid, person=noor, role="operator"),
    )
    assert len(worked(results)) == 1
    assert isinstance(failed(results)[0], LastOperator | OperatorsOnly)
    assert operators() == 1


@pytest.mark.django_db(transaction=True)
def test_two_operators_who_erase_themselves_at_once_leave_one():
    noor, farid = cast.noor(), cast.farid()
    results = together(*[lambda one=one: erase_person(actor=one, person=one) for one in (noor, farid)])
    assert [type(problem) for problem in failed(results)] == [LastOperator]
    assert operators() == 1


@pytest.mark.django_db(transaction=True)
def test_a_role_given_twice_at_once_is_one():
    noor, amara = cast.noor(), cast.amara()
    results = together(*[lambda: give_role(actor=noor, person=amara, role="author") for _ in range(4)])
    assert not failed(results)
    assert RoleGrant.objects.in_force().filter(person=amara).count() == 1


def test_the_pages_ask_for_a_second_operator(client):
    client.force_login(cast.noor())
    for name in ("people:people", "people:invite"):
        assert "only operator" in client.get(reverse(name)).content.decode()
    cast.farid()
    assert "only operator" not in client.get(reverse("people:people")).content.decode()


def test_a_persons_page_gives_roles_and_shows_nothing_learned(client):
    noor, amara = cast.noor(), cast.amara()
    amara.access_needs = "large print"
    amara.save()
    client.force_login(noor)
    page = reverse("people:person", args=[amara.pk])
    assert "large print" not in client.get(page).content.decode()
    assert client.post(reverse("people:roles", args=[amara.pk]), {"role": "author"}).status_code == 302
    assert client.post(reverse("people:roles", args=[amara.pk]), {"role": "king"}).status_code == 400
    assert client.post(reverse("people:role_withdrawal", args=[amara.pk, "author"])).status_code == 302
    assert client.post(reverse("people:role_withdrawal", args=[amara.pk, "author"])).status_code == 409
    assert client.post(reverse("people:role_withdrawal", args=[amara.pk, "king"])).status_code == 404
    assert client.post(reverse("people:role_withdrawal", args=[noor.pk, "operator"])).status_code == 409
    assert client.get(reverse("people:person", args=[99999])).status_code == 404


def test_who_gave_up_the_role_lands_on_a_page_that_exists(client):
    noor = cast.noor()
    cast.farid()
    client.force_login(noor)
    answer = client.post(reverse("people:role_withdrawal", args=[noor.pk, "operator"]))
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(reverse("people:people")).status_code == 404


def test_the_operator_sends_a_link_and_never_sees_it(client):
    amara = cast.amara()
    client.force_login(cast.noor())
    answer = client.post(reverse("people:reset_letter", args=[amara.pk]), follow=True)
    letter = Letter.objects.get()
    assert letter.to == amara.email
    assert "password/reset" in letter.body
    assert "password/reset/" not in answer.content.decode()


def test_the_list_finds_pages_and_costs_the_same_for_many(client, django_assert_num_queries):
    client.force_login(cast.noor())
    for number in range(9):
        person(email=f"p{number}@example.org", name=f"Person {number}")
    client.get(reverse("people:people"))
    with django_assert_num_queries(6):
        client.get(reverse("people:people"))
    Person.objects.bulk_create(
        Person(email=f"q{number}@example.org", name=f"Many {number}", password="!") for number in range(1000)
    )
    with django_assert_num_queries(6):
        first = client.get(reverse("people:people")).content.decode()
    assert "Many 999" in first
    assert "Many 949" not in first
    assert "?before=" in first
    found = client.get(reverse("people:people"), {"q": "PERSON 3"}).content.decode()
    assert "p3@example.org" in found
    assert "Many" not in found
    for odd in ({"before": "x"}, {"before": "9" * 40}, {"q": "%_'\x00"}, {"q": "x" * 5000}):
        assert client.get(reverse("people:people"), odd).status_code == 200


def test_every_person_is_seen_once_while_the_list_changes(client):
    client.force_login(cast.noor())
    Person.objects.bulk_create(
        # numbers above a thousand have separators on a page, and none in a link
        Person(pk=2_000 + number, email=f"q{number}@example.org", name=f"Many {number:03}", password="!")
        for number in range(120)
    )
    query, seen = "", []
    while query is not None:
        page = client.get(reverse("people:people") + query).content.decode()
        seen += re.findall(r"<bdi>Many (\d+)</bdi>", page)
        Person.objects.create(pk=9_000 + len(seen), email=f"late{len(seen)}@example.org", name="Late")
        found = re.search(r'href="(\?before=\d+)"', page)
        query = found[1] if found else None
    assert sorted(seen) == [f"{number:03}" for number in range(120)]
