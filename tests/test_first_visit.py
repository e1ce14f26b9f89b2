"""The first visit of somebody on a slow line: few requests, and all of it in fourteen kilobytes."""

import gzip
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.glass import HOST, Glass, address, client_of
from tests.matrix import ROWS
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
MOST_BYTES, MOST_REQUESTS = 14_600, 3
HEADERS = 700  # of one answer, generously: what the wire carries before the page


def weight(client: Client, path: str) -> int:
    """What one request costs on the wire, compressed as in production."""
    if path.startswith("/static/"):
        body = Path(finders.find(path.removeprefix("/static/"))).read_bytes()
        return len(gzip.compress(body, 9)) + HEADERS
    return len(client.get(path, headers={"Accept-Encoding": "gzip"}).content) + HEADERS


@pytest.mark.parametrize("name", ["home:front", "learning:chapter"])
def test_it_needs_three_requests_and_fourteen_kilobytes(world: World, open_context: Any, name: str):
    visitor = client_of(world, "signed_out")
    glass = Glass.of(open_context(), visitor)
    asked: list[str] = []
    glass.page.on("request", lambda request: asked.append(request.url))
    path = address(next(row for row in ROWS if row.name == name and row.walk), world)
    assert glass.open(path) == 200
    pictures = {
        HOST + urlsplit(one).path for one in glass.page.evaluate("[...document.images].map(one => one.src)") if one
    }
    ours = [one for one in asked if one.startswith("http") and one not in pictures and not one.endswith("/live")]
    assert len(ours) <= MOST_REQUESTS, ours
    assert sum(weight(visitor, urlsplit(one).path) for one in ours) <= MOST_BYTES
