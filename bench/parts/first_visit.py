"""The first visit of a chapter in a real browser: everything on the wire until the page has loaded, and first paint."""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.results import Result, middle, spread
from bench.schools import Schools
from plusone.testing.browser import QUIET, executable
from plusone.testing.everything import install_browser

ROUNDS = 5
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
BYTES, REQUESTS = 14_600, 3


@dataclass
class Wire:
    """What a page asked for over the network: bytes by request, headers counted, the course's own pictures left out."""

    addresses: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    later: dict[str, str] = field(default_factory=dict)
    loaded: bool = False

    def watch(self, devtools: Any) -> None:
        devtools.on("Network.requestWillBeSent", self._asked)
        devtools.on("Network.loadingFinished", self._came)
        devtools.on("Page.loadEventFired", lambda _event: setattr(self, "loaded", True))
        devtools.send("Network.enable")
        devtools.send("Page.enable")

    def _asked(self, event: dict[str, Any]) -> None:
        key, address = event["requestId"], event["request"]["url"]
        if address.startswith("data:") or ("/courses/" in address and "/files/" in address):
            return  # nothing on the wire; and the course's own pictures
        (self.later if self.loaded else self.addresses)[key] = address

    def _came(self, event: dict[str, Any]) -> None:
        """Told once its last byte is there; a request that still runs when the page has loaded is waited for."""
        self.sizes[event["requestId"]] = int(event["encodedDataLength"])

    def until_loaded(self) -> dict[str, int]:
        """Each request until the load event with its bytes."""
        return {name: self.sizes.get(key, 0) for key, name in self.addresses.items()}

    def afterwards(self) -> dict[str, int]:
        """What was asked for once the page was there: news of the school, again every 1.5 s while it is looked at."""
        return {name: self.sizes.get(key, 0) for key, name in self.later.items()}


def _list(asked: dict[str, int]) -> str:
    return ", ".join(f"{name.rpartition('/')[2] or 'the page'} {size:,}" for name, size in asked.items())


def run(schools: Schools) -> list[Result]:
    install_browser()
    chapter = schools.readers.chapter
    with schools.serve(schools.base) as ours, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=QUIET)
        address = ours.address + chapter
        with _visit(browser) as (page, _devtools, _wire):
            page.goto(address)  # the server makes now what it makes once
        watched = [_watched(browser, address) for _round in range(ROUNDS)]
        paints = [_first_paint(browser, address) for _round in range(ROUNDS)]
        version = browser.version
        browser.close()
    visits = [wire.until_loaded() for wire in watched]
    sizes, counts = [sum(one.values()) for one in visits], [len(one) for one in visits]
    told = f"{_list(visits[-1])}; once it has loaded: {_list(watched[-1].afterwards()) or 'nothing'}"
    return [
        Result("First visit of a chapter, on the wire", middle(sizes, 0), "bytes", "≤", BYTES, spread(sizes, 0), told),
        Result("First visit of a chapter, requests", max(counts), "", "≤", REQUESTS, spread(counts, 0)),
        Result(
            "First paint of a chapter by slow 3G",
            round(statistics.median(paints) / 1000, 2),
            "s",
            spread=spread([paint / 1000 for paint in paints]),
            told="400 kbit/s, 400 ms for each answer to begin, empty cache; the design aims at 1.3 s",
            more={"chromium": version},
        ),
    ]


@contextmanager
def _visit(browser: Browser) -> Iterator[tuple[Page, Any, Wire]]:
    """A browser that was never here: a context of its own, an empty cache."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en")
    page = context.new_page()
    devtools, wire = context.new_cdp_session(page), Wire()
    wire.watch(devtools)
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    try:
        yield page, devtools, wire
    finally:
        context.close()


def _watched(browser: Browser, address: str) -> Wire:
    """A first visit until nothing moves any more, so that the sizes of all that was asked for are told."""
    with _visit(browser) as (page, _devtools, wire):
        page.goto(address, wait_until="networkidle")
        return wire


def _first_paint(browser: Browser, address: str) -> float:
    """Milliseconds from the click to the first words on the screen."""
    with _visit(browser) as (page, devtools, _wire):
        devtools.send("Network.emulateNetworkConditions", SLOW_3G)
        page.goto(address, wait_until="load")
        asked = "performance.getEntriesByName('first-contentful-paint').map(one => one.startTime)[0]"
        while (painted := page.evaluate(asked)) is None:  # it is told a moment after the load event
            page.wait_for_timeout(20)
        return float(painted)
