"""Every page of the matrix, looked at in a real browser as the last person whom it lets in."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.glass import PAGES, SEEN, Glass, address, client_of, visitor
from tests.matrix import ROWS, Row
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def glass(world: World, row: Row, open_context: Any) -> Iterator[Glass]:
    yield Glass.of(open_context(), client_of(world, visitor(row)))


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
def test_it_is_accessible_in_both_themes_on_a_desk_and_on_a_phone(glass, world, row):
    assert glass.open(address(row, world)) in row.ok
    wrong = glass.probe("skeleton")
    wrong += glass.violations(1280, "light")
    wrong += glass.violations(1280, "dark", SEEN)
    wrong += glass.violations(360, "light", SEEN)
    wrong += glass.violations(360, "dark", SEEN)
    wrong += glass.widths(360, 320)
    assert "\n".join(wrong + glass.complaints) == ""


DEEDS = [row for row in ROWS if row.method == "post"]


@pytest.mark.parametrize("row", DEEDS, ids=lambda row: row.name)
def test_what_an_empty_form_is_told_is_accessible_too(glass, world, row):
    """The same pages with their problems listed on top; a deed that needs no words leads elsewhere and is not shown."""
    answer = glass.client.post(address(row, world), row.data)
    if not answer.get("Content-Type", "").startswith("text/html") or answer.status_code == 302:
        return
    glass.show(answer, address(row, world))
    action = f"form[action='{address(row, world)}'], form:not([action])"
    offered = glass.page.locator(action).count()  # else the case has moved on, and its form with it
    expected = [one for one in glass.complaints if f"status of {answer.status_code}" not in one]
    wrong = [one for one in glass.probe("skeleton") if offered or not one.startswith("no such place")]
    wrong += glass.violations(1280, "light") + glass.violations(360, "dark", SEEN) + glass.widths(360, 320)
    assert "\n".join(wrong + expected) == ""


def nothing(client: Client) -> Any:
    return client.get("/nowhere/")


def forged(client: Client) -> Any:
    return Client(enforce_csrf_checks=True).post("/register/", {"name": "Vera"})


def forbidden(client: Client) -> Any:
    """A door of the house that somebody signed in may know of, but not use."""
    row = next(row for row in DEEDS if row.name == "learning:reading")
    return client.post(f"/courses/keyboard-and-screen-reader/keyboard-path/{row.name.rpartition(':')[2]}/", {})


@pytest.mark.parametrize("ask", [nothing, forged, forbidden])
def test_a_page_that_says_no_is_accessible_and_leads_on(world, open_context, ask):
    glass = Glass.of(open_context(), client_of(world, "stranger"))
    answer = ask(glass.client)
    assert answer.status_code >= 400
    glass.show(answer, "/nowhere/")
    wrong = glass.probe("skeleton") + glass.violations(1280, "light") + glass.violations(360, "dark", SEEN)
    wrong += glass.widths(360, 320)
    assert "\n".join(wrong) == ""
    assert glass.page.locator("main a, main button").count()
