"""Limits that hold across workers: one row a key and window, counted by one atomic statement."""

from datetime import UTC, datetime

from django.db import connection
from django.http import HttpRequest

from plusone.core import clock
from plusone.core.errors import TooMany
from plusone.core.text import gettext_lazy as _


def hit(key: str, *, most: int, seconds: int) -> None:
    """Count one try under `key`; refuse with TooMany when there were more than `most` in the running window.

    Windows begin at multiples of `seconds`. The count is stored at once, also when the caller's transaction is
    rolled back only if the caller is outside one: call it before opening a transaction.
    """
    moment = clock.now()
    window = datetime.fromtimestamp(int(moment.timestamp()) // seconds * seconds, UTC)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_limit (key, window_start, tries) VALUES (%s, %s, 1) "
            "ON CONFLICT (key, window_start) DO UPDATE SET tries = core_limit.tries + 1 RETURNING tries",
            [key[:200], window],
        )
        (tries,) = cursor.fetchone()
    if tries > most:
        raise TooMany(_("Too many tries. Please wait a few minutes, then try again."))


def client(request: HttpRequest) -> str:
    """The caller's address: what the connection says, or what a trusted proxy says (see `core.middleware`)."""
    return request.META.get("REMOTE_ADDR", "")
