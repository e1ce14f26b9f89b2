"""Time zones: all that exist, in groups for a list, and a first guess without asking the browser by script."""

import re
import zoneinfo
from functools import lru_cache
from pathlib import Path
from typing import Any

from plusone.core.text import gettext_lazy as _

NOT_A_PLACE = {"Factory", "localtime", "posixrules"}


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """Every zone of the installed time zone data."""
    return frozenset(zoneinfo.available_timezones() - NOT_A_PLACE)


@lru_cache(maxsize=1)
def choices() -> list[tuple[Any, Any]]:
    """For a select: UTC first, then zones by continent, then the old names that some know."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(known() - {"UTC"}):
        continent, _slash, place = zone.partition("/")
        label = place.replace("_", " ").replace("/", ", ") if place else zone
        groups.setdefault(continent if place else "", []).append((zone, label))
    others = groups.pop("", [])
    return [("UTC", "UTC"), *groups.items(), (_("Other names"), others)]


@lru_cache(maxsize=1)
def _first_of_region() -> dict[str, str]:
    """The most populous zone of each country, as the time zone data orders them; empty where the table is missing."""
    for folder in zoneinfo.TZPATH:
        table = Path(folder) / "zone.tab"
        if table.is_file():
            rows = [line.split("\t") for line in table.read_text().splitlines() if not line.startswith("#")]
            return {row[0]: row[2] for row in reversed(rows) if row[2] in known()}
    return {}


def guess(accept_language: str) -> str:
    """A zone for the first region that a browser names (`fr-BE` gives Brussels); UTC where it names none."""
    found = re.search(r"\b[a-z]{2,3}-(?:[A-Za-z]{4}-)?([A-Z]{2})\b", accept_language[:200])
    return _first_of_region().get(found[1], "UTC") if found else "UTC"
