"""The school itself: its name, its public address, its language and its texts."""

import time
from threading import Lock
from typing import Any

from plusone.core.models import Site

_SECONDS = 5.0  # another process's change is seen after this long
_kept: tuple[float, Site] | None = None
_lock = Lock()


def current() -> Site:
    """The school, kept in memory for a few seconds: every page shows its name, and none should pay a query for it."""
    global _kept
    kept = _kept
    if kept is not None and time.monotonic() - kept[0] < _SECONDS:
        return kept[1]
    site = Site.objects.filter(pk=1).first() or Site(pk=1)
    with _lock:
        _kept = (time.monotonic(), site)
    return site


def forget() -> None:
    """Read the school anew at the next call (after a change, and between tests)."""
    global _kept
    with _lock:
        _kept = None


def link(path: str) -> str:
    """An absolute link for mails and credentials: always the configured address, never the request's host."""
    return current().address.rstrip("/") + path


def change(**fields: Any) -> Site:
    """Write the school's fields."""
    site, _made = Site.objects.update_or_create(pk=1, defaults=fields)
    forget()
    return site
