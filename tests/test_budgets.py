"""No page costs more than the table says, and no list costs more because it is longer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import budgets, many
from tests.glass import PAGES, address, client_of, visitor
from tests.matrix import Row
from tests.world import World

pytestmark = pytest.mark.django_db
COMPRESSED = {"Accept-Encoding": "gzip"}


def cost(client, path: str) -> budgets.Budget:
    """Bytes and queries of the second visit."""
    assert client.get(path, headers=COMPRESSED).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path, headers=COMPRESSED)
    assert answer["Content-Encoding"] == "gzip"
    return budgets.Budget(len(answer.content), len(asked))


def test_the_table_has_every_page_and_nothing_else():
    assert list(budgets.PAGES) == [row.name for row in PAGES]


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
def test_a_page_keeps_to_its_budget(world: World, row: Row):
    took, may = cost(client_of(world, visitor(row)), address(row, world)), budgets.PAGES[row.name]
    assert took.queries <= may.queries
    assert took.bytes <= may.bytes


@pytest.mark.parametrize(
    ("name", "who", "most"),
    [
        ("learning:chapter", "signed_out", 1),
        ("learning:chapter", "stranger", 4),
        ("learning:chapter", "learner", 4),
        ("learning:chapter", "author", 4),
        ("home:my_day", "stranger", 8),
        ("home:my_day", "learner", 8),
        ("home:my_day", "author", 8),
        ("home:my_day", "registrar", 8),
        ("home:my_day", "leadership", 8),
        ("home:my_day", "operator", 8),
    ],
)
def test_what_was_promised_holds_for_everybody(world, name, who, most):
    row = next(row for row in PAGES if row.name == name)
    assert cost(client_of(world, who), address(row, world)).queries <= most


@pytest.mark.parametrize("one", many.LISTS, ids=lambda one: one.id)
def test_a_list_of_a_thousand_costs_no_query_more_than_a_list_of_ten(world, one):
    client = client_of(world, one.who)
    path = reverse(one.name, args=[world.value(arg) for arg in one.args]) + one.query
    without = len(client.get(path).content)
    one.make(world, 0, 10)
    few = cost(client, path)
    assert len(client.get(path).content) > without or not one.shows
    one.make(world, 10, 1_000)
    assert one.count(world) >= 1_000
    assert cost(client, path).queries <= few.queries
