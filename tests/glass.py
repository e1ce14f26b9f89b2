"""Looks at pages of the house in a real browser, without a server: what the browser asks for, Django answers.

The answers come from the test's own thread, and so from its open transaction: the world is built once for a module,
and nothing that a page writes outlives the look at it.
"""

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import Client
from django.urls import reverse

from plusone.people.models import Person
from tests.matrix import ROWS, Row
from tests.world import World

HOST = "http://localhost"  # a browser trusts it as it trusts HTTPS
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SEEN = ["color-contrast", "target-size"]  # what another theme or width can change
PAGES = [row for row in ROWS if row.walk]
PROBES = Path(__file__).with_name("probes.js").read_text()


def visitor(row: Row) -> str:
    """Who looks at a page: the last whom it lets in."""
    return row.lets_in.split()[-1]


def client_of(world: World, who: str) -> Client:
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    if (person := world.person(who)) is not None:
        client.force_login(Person.objects.get(pk=person.pk))
    return client


def address(row: Row, world: World) -> str:
    return reverse(row.name, args=[world.value(arg) for arg in row.args])


@dataclass
class Glass:
    """One tab of the browser on the house."""

    page: Any
    client: Client
    complaints: list[str]
    connection: Any
    given: Any = None

    @classmethod
    def of(cls, context: Any, client: Client) -> "Glass":
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce", color_scheme="light")
        made = cls(page, client, [], connections[DEFAULT_DB_ALIAS])
        context.route("**/*", made.answer)
        page.on("console", lambda said: said.type == "error" and made.complaints.append(said.text))
        page.on("pageerror", lambda error: made.complaints.append(str(error)))
        return made

    def answer(self, route: Any) -> None:
        """A file, no news, or what Django says."""
        connections[DEFAULT_DB_ALIAS] = self.connection  # Playwright calls from another context of this thread
        asked = urlsplit(route.request.url)
        if asked.path == "/live":
            route.fulfill(status=200, content_type="application/json", body="{}")
        elif asked.path.startswith("/static/"):
            path = Path(finders.find(asked.path.removeprefix("/static/")))
            route.fulfill(path=path, content_type=mimetypes.guess_type(path.name)[0])
        else:
            path = f"{asked.path}?{asked.query}" if asked.query else asked.path
            said = self.given or self.client.get(path, follow=True)
            self.given = None
            body = b"".join(said.streaming_content) if said.streaming else said.content
            route.fulfill(status=said.status_code, headers=dict(said.items()), body=body)

    def open(self, path: str) -> int:
        """Go there, and say with which status it came."""
        return self.page.goto(HOST + path).status

    def show(self, response: Any, path: str) -> None:
        """Look at an answer that is there already, as if `path` had given it."""
        self.given = response
        self.page.goto(HOST + path)

    def probe(self, name: str, *given: Any) -> Any:
        """One of the questions in `probes.js`."""
        return self.page.evaluate(f"(given) => {{ {PROBES}\nreturn {name}(...given) }}", list(given))

    def look(self, width: int, scheme: str) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(reduced_motion="reduce", color_scheme=scheme)

    def violations(self, width: int, scheme: str, rules: list[str] | None = None) -> list[str]:
        """What axe-core finds at this width and in this theme; every rule of the standards, or some."""
        self.look(width, scheme)
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARDS}
        answer = Axe().run(self.page, options={"runOnly": only, "resultTypes": ["violations"]}).response
        return [
            f"{scheme} {width}: {one['id']} at {node['target']}: {node['failureSummary']}"
            for one in answer["violations"]
            for node in one["nodes"]
        ]

    def widths(self, *widths: int) -> list[str]:
        """Where one would have to scroll sideways."""
        wrong = []
        for width in widths:
            self.look(width, "light")
            if (too_wide := self.probe("tooWide")) is not None:
                wrong.append(f"{width}: {too_wide}")
        return wrong
