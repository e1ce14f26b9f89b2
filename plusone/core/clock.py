"""The one place that knows what time it is, so that a demo and a test can live at another time.

Nothing else in the project calls `datetime.now` or `timezone.now`. PLUSONE_CLOCK_SHIFT (days) sets a whole process
ahead, for rehearsals of what happens in a month; a system check refuses it outside demo mode.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_frozen: datetime | None = None
_ahead = timedelta(days=float(os.environ.get("PLUSONE_CLOCK_SHIFT", "0")))


def now() -> datetime:
    """The present instant, aware, in UTC."""
    if _frozen is not None:
        return _frozen
    return datetime.now(UTC) + _ahead


def today(zone: str = "UTC") -> date:
    """The present day in a time zone (an IANA name); UTC unless told."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def moved_to(moment: datetime) -> Iterator[None]:
    """Stand still at `moment` (aware) inside the block, in every thread of this process."""
    global _frozen
    if moment.tzinfo is None:
        raise ValueError("The clock needs an aware moment.")
    before, _frozen = _frozen, moment.astimezone(UTC)
    try:
        yield
    finally:
        _frozen = before


def move(moment: datetime | None) -> None:
    """Stand still at `moment` until it is moved again; None lets the clock run."""
    global _frozen
    _frozen = None if moment is None else moment.astimezone(UTC)
