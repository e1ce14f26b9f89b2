"""A chapter's page against the least that Django does: pages a second, signed in and signed out."""

import gzip
from dataclasses import dataclass

from bench.results import Result, in_turn, middle, spread
from bench.schools import Readers, Schools, fetch
from bench.wrk import Load, load

ROUNDS, SECONDS, CONNECTIONS = 9, 3, 16


@dataclass(frozen=True)
class Page:
    """One address with what the browser sends."""

    address: str
    headers: dict[str, str]

    def load(self, seconds: float = SECONDS) -> Load:
        return load(self.address, self.headers, connections=CONNECTIONS, seconds=seconds)

    def fetch(self) -> tuple[int, str]:
        """Bytes on the wire, and the page as the browser reads it."""
        body, headers = fetch(self.address, self.headers)
        packed = headers.get("Content-Encoding") == "gzip"
        return len(body), (gzip.decompress(body) if packed else body).decode()


def run(schools: Schools) -> list[Result]:
    readers: Readers = schools.readers
    with schools.serve(schools.base) as ours:
        visitor = Page(ours.address + readers.chapter, readers.headers())
        learner = Page(ours.address + readers.chapter, readers.headers("amara"))
        pages = {1: visitor.fetch()[1], 2: learner.fetch()[1]}
        with schools.serve_bare(pages) as bare:
            headers = {**readers.headers(), "Cookie": schools.bare_cookie}
            bare_learner = Page(f"{bare.address}/signed-in/", headers)
            bare_visitor = Page(f"{bare.address}/anonymous/", readers.headers())
            return [
                compare("Chapter, signed in, against bare Django", learner, bare_learner, 0.6),
                compare("Chapter, anonymous, against bare Django", visitor, bare_visitor, 0.9),
            ]


def compare(what: str, ours: Page, bare: Page, target: float) -> Result:
    sizes = ours.fetch(), bare.fetch()
    if sizes[0][1:] != sizes[1][1:] and len(sizes[0][1]) != len(sizes[1][1]):
        raise RuntimeError(f"The pages differ in length: {len(sizes[0][1])} and {len(sizes[1][1])}.")
    for one in (ours, bare):
        one.load(1)  # what is made once a process is made now
    mine, other, ratios = in_turn(ours.load, bare.load, ROUNDS, lambda load: load.rate)
    told = (
        f"{middle(mine, 0):,.0f} pages a second ({min(mine):,.0f} to {max(mine):,.0f}), "
        f"bare {middle(other, 0):,.0f} ({min(other):,.0f} to {max(other):,.0f}); "
        f"{len(sizes[0][1].encode()):,} bytes of HTML, {sizes[0][0]:,} and {sizes[1][0]:,} on the wire"
    )
    more = {"ours": mine, "bare": other, "wire": [sizes[0][0], sizes[1][0]]}
    return Result(what, middle(ratios), "×", "≥", target, spread(ratios), told, more)
