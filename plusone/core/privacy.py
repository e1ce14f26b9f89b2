"""Each room says how one person's data leaves it: as a copy for that person, and by erasure.

A test fails for a model that points at a person and is named by no room.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

Export = Callable[[Any], dict[str, Any]]
Erase = Callable[[Any], None]


@dataclass(frozen=True)
class Room:
    name: str
    covers: frozenset[str]
    export: Export
    erase: Erase


@dataclass(frozen=True)
class Use:
    """A use of personal data that a person may allow. `question` and `meaning` are what the person reads."""

    key: str
    question: Any
    yes: Any
    no: Any
    version: int = 1
    ask_at_registration: bool = True


_rooms: dict[str, Room] = {}
_uses: dict[str, Use] = {}


def room(name: str, *, covers: list[str], export: Export, erase: Erase) -> None:
    """Register a room. `covers` are the labels (`room.Model`) of its models with a link to a person.

    `export(person)` returns plain values under headings; `erase(person)` blanks or deletes, inside a transaction,
    and leaves every row that statistics or other people need.
    """
    if name in _rooms:
        raise ValueError(f"The room {name} speaks twice about privacy.")
    _rooms[name] = Room(name, frozenset(covers), export, erase)


def rooms() -> list[Room]:
    return list(_rooms.values())


def use(key: str, **words: Any) -> Use:
    """Declare a use of personal data that needs consent."""
    if key in _uses:
        raise ValueError(f"The use {key} is declared twice.")
    _uses[key] = Use(key, **words)
    return _uses[key]


def uses() -> list[Use]:
    return list(_uses.values())


def export_everything(person: Any) -> dict[str, Any]:
    """What every room holds about the person, by room."""
    return {one.name: one.export(person) for one in _rooms.values()}


def erase_everywhere(person: Any) -> None:
    """Let every room forget the person, in one transaction, the newest room first."""
    with transaction.atomic():
        for one in reversed(_rooms.values()):
            one.erase(person)
