"""The newest Victory Dance as a sentence, for the page that comes after it and for who has no JavaScript."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from plusone.core import clock
from plusone.outcomes import dance_words, live

RECENT = timedelta(days=14)


@dataclass(frozen=True)
class News:
    title: str
    line: str
    at: datetime


def newest(language: str) -> News | None:
    """What was celebrated last, in the reader's language; None where it is long ago."""
    dance = live.newest_dance()
    if dance is None or clock.now() - dance.at > RECENT:
        return None
    return News(at=dance.at, **dance_words.words(dance, language))
