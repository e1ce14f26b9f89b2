"""Every page of the matrix, looked at in a real browser as the last person whom it lets in."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.glass import PAGES, SEEN, Glass, address, client_of, visitor
from tests.matrix import Row
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
