"""The event log: what happened, written once, in the transaction in which it happened.

A room declares its events in `events.py`, an action records them, and the `receivers.py` of later rooms write the
rows that must be true together with them. The log names people by number only, never by name.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from plusone.core import clock
from plusone.core.models import Event


@dataclass(frozen=True)
class Declared:
    name: str
    meaning: str


Receiver = Callable[[Event], None]
_declared: dict[str, Declared] = {}
_receivers: dict[str, list[Receiver]] = defaultdict(list)


def declare(name: str, meaning: str) -> str:
    """Make an event known: `room.what_happened`, and one sentence for the reference. Returns the name."""
    if name in _declared:
        raise ValueError(f"The event {name} is declared twice.")
    _declared[name] = Declared(name, meaning)
    return name


def declared() -> list[Declared]:
    """Every declared event, by name."""
    return sorted(_declared.values(), key=lambda event: event.name)


def receives(name: str) -> Callable[[Receiver], Receiver]:
    """Call the function with the stored event, in the same transaction, whenever `name` is recorded."""

    def register(receiver: Receiver) -> Receiver:
        _receivers[name].append(receiver)
        return receiver

    return register


def receivers() -> dict[str, list[Receiver]]:
    """Who receives what; one test lists them all."""
    return {name: list(found) for name, found in _receivers.items() if found}


def record(name: str, *, actor: Any = None, subject: models.Model | None = None, **data: Any) -> Event:
    """Store one event and let its receivers write their rows.

    `actor` is a person or None (the program itself), `subject` the row it is about, `data` plain values that name
    nobody. Must run inside a transaction, so that an event never tells of something that did not happen.
    """
    if name not in _declared:
        raise LookupError(f"The event {name} is not declared.")
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(f"{name} was recorded outside a transaction.")
    event = Event.objects.create(
        name=name,
        at=clock.now(),
        actor_id=getattr(actor, "pk", None),
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        data=data,
    )
    for receiver in _receivers.get(name, ()):
        receiver(event)
    return event
