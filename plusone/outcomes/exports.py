"""The ledger as a file: every line as it was written, then a head signed for this export."""

from collections.abc import Iterator
from datetime import datetime

from plusone.core import clock
from plusone.outcomes import chain, signing
from plusone.outcomes.models import LedgerEntry

CHUNK = 2000  # lines a query: a long download holds no cursor open, and never more than this in memory


def export_lines() -> Iterator[bytes]:
    """Pieces of the export, each some whole lines. What is written while it runs belongs to the next export.

    Refuses at once, before the first piece, where the key is gone.
    """
    chain.ensure_format()
    key, end = signing.key(), chain.newest()
    assert end is not None  # noqa: S101 - there is a format line now
    return _pieces(key, end)


def _pieces(key: signing.Key, end: LedgerEntry) -> Iterator[bytes]:
    place = 0
    while place < end.seq:
        lines = LedgerEntry.objects.filter(seq__gt=place, seq__lte=end.seq).order_by("seq")
        found = list(lines.values_list("seq", "raw")[:CHUNK])
        place = found[-1][0]
        yield "".join(f"{raw}\n" for _seq, raw in found).encode("ascii")
    yield (key.head(end.seq, end.hash, stamp(clock.now())) + "\n").encode("ascii")


def stamp(moment: datetime) -> str:
    """A moment as heads write it: 2026-11-25T02:00:00Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
