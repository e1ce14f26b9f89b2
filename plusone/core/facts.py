"""Facts: named numbers of the school. Pages, rules and forecasts read numbers only from here.

A fact is never a bare number: it says of how many (`n`) and how many are not known (`unknown`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Reading:
    """`value` in the fact's unit, or None where nothing can be said; `n` the denominator; `unknown` those not known."""

    value: float | None
    n: int
    unknown: int = 0


@dataclass(frozen=True)
class Fact:
    name: str
    meaning: str
    unit: str
    read: Callable[..., Reading]


_facts: dict[str, Fact] = {}


def fact(name: str, meaning: str, *, unit: str) -> Callable[[Callable[..., Reading]], Callable[..., Reading]]:
    """Register `read(day, **filter) -> Reading` under `room.what`."""

    def register(read: Callable[..., Reading]) -> Callable[..., Reading]:
        if name in _facts:
            raise ValueError(f"The fact {name} is registered twice.")
        _facts[name] = Fact(name, meaning, unit, read)
        return read

    return register


def read(name: str, day: date, **narrow: Any) -> Reading:
    """The fact as it stood at the end of `day` (UTC). An unknown name is an error, never a zero."""
    return _facts[name].read(day, **narrow)


def registered() -> list[Fact]:
    """Every fact, by name."""
    return sorted(_facts.values(), key=lambda one: one.name)
