"""The newest Victory Dance as a sentence, for the page that comes after it and for who has no JavaScript."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from plusone.core import clock
from plusone.outcomes import live

RECENT = timedelta(days=14)


@dataclass(frozen=True)
class News:
    title: str
    line: str
    at: datetime


def newest(language: str) -> News | None:
    """What was celebrated last, in the reader's language; None where it is long ago.

    Read from the live file, as every open page does: it costs no query, and both always say the same.
    """
    told = live.told()
    words = told.get("words", {}).get(language, {})
    at = datetime.fromtimestamp(told.get("at", 0), UTC)
    if "title" not in words or clock.now() - at > RECENT:
        return None
    return News(words["title"], words["line"], at)
