"""Who may come in: every route of the house with every kind of person, in one place."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from plusone.people.models import Person
from tests.matrix import EVERYBODY, ROWS, Row
from tests.world import World

pytestmark = pytest.mark.django_db
PEOPLE = EVERYBODY.split()
OF_THE_LIBRARY = {"api:openapi-json", "api:api-root"}  # answer every method alike, and only read
METHODS = {"get", "post", "put", "patch", "delete"}


def routes(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    """The full name of every route; a route without a name is named by its pattern, and so fails the test."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one, f"{namespace}{one.namespace}:" if one.namespace else namespace)
        elif isinstance(one, URLPattern):
            yield f"{namespace}{one.name or one.pattern}"


def test_every_route_stands_in_the_matrix_and_nothing_else():
    assert set(routes()) == {row.name for row in ROWS}


def client_of(person: Person | None) -> Client:
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(Person.objects.get(pk=person.pk))
    return client


def address(row: Row, world: World) -> str:
    return reverse(row.name, args=[world.value(arg) for arg in row.args])


def ask(row: Row, world: World, who: str) -> Any:
    return getattr(client_of(world.person(who)), row.method)(address(row, world), row.data)


def is_sign_in(answer: Any) -> bool:
    return answer.status_code == 302 and answer.url.startswith(reverse("account_login") + "?next=")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_each_kind_of_person_gets_the_answer_of_the_house(world, row, undo):
    wrong = {}
    for who in PEOPLE:
        if any(
            who in other.lets_in.split()
            for other in ROWS
            if other is not row and (other.name, other.method, other.args) == (row.name, row.method, row.args)
        ):
            continue  # another row of this route and method speaks of them
        with undo():
            answer = ask(row, world, who)
        let_in = answer.status_code in row.ok and not is_sign_in(answer)
        if who in row.lets_in.split():
            right = let_in
        elif who == "signed_out":
            right = is_sign_in(answer)
        else:
            right = answer.status_code == row.others
        if not right:
            wrong[who] = (answer.status_code, getattr(answer, "url", ""))
    assert not wrong


@pytest.mark.parametrize("name", sorted({row.name for row in ROWS} - OF_THE_LIBRARY))
def test_a_wrong_method_is_refused(world, name, undo):
    rows = [row for row in ROWS if row.name == name]
    known = {row.method for row in rows}
    who = rows[0].lets_in.split()[-1]
    for method in METHODS - known:
        with undo():
            answer = getattr(client_of(world.person(who)), method)(address(rows[0], world))
        assert answer.status_code == 405, method
