"""The timetable: jobs that the clock orders, one row a slot, however many workers look.

    @timetable.daily(at="02:00", zone="Europe/Paris")
    @task()
    def night() -> None: …

A slot is an instant. A day has one slot also when its clock is changed: an hour that does not exist is its instant
an hour later by the wall, an hour that comes twice is meant the first time. Hours run by the real hour, 23 or 25 a
day. After a pause only the newest slot is made up for: a job reads what is due from the state, not from its slot.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as daytime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from plusone.core import clock
from plusone.core.models import JobSlot

Newest = Callable[[datetime], datetime]


@dataclass(frozen=True)
class Entry:
    """`name` is the job's path and its rhythm; `newest(now)` the last slot that is not in the future."""

    name: str
    rhythm: str
    task: Any
    newest: Newest


_entries: dict[str, Entry] = {}


def _enter(rhythm: str, newest: Newest) -> Callable[[Any], Any]:
    def register(task: Any) -> Any:
        name = f"{task.module_path} {rhythm}"
        if name in _entries:
            raise ValueError(f"{name} stands in the timetable twice.")
        _entries[name] = Entry(name, rhythm, task, newest)
        return task

    return register


def entries() -> list[Entry]:
    return sorted(_entries.values(), key=lambda entry: entry.name)


def _instant(day: date, at: daytime, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)  # fold is 0: the first of two, or past the gap


def every(*, minutes: int) -> Callable[[Any], Any]:
    """At multiples of `minutes` in UTC."""
    step = minutes * 60

    def newest(now: datetime) -> datetime:
        return datetime.fromtimestamp(int(now.timestamp()) // step * step, UTC)

    return _enter(f"every {minutes} minutes", newest)


def hourly() -> Callable[[Any], Any]:
    """At each full hour of UTC."""
    return every(minutes=60)


def daily(*, at: str, zone: str = "UTC") -> Callable[[Any], Any]:
    """Once a day at the wall clock's `at` ("02:00") in `zone`."""
    moment, place = daytime.fromisoformat(at), ZoneInfo(zone)

    def newest(now: datetime) -> datetime:
        day = now.astimezone(place).date()
        slot = _instant(day, moment, place)
        return slot if slot <= now else _instant(day - timedelta(days=1), moment, place)

    return _enter(f"daily at {at} {zone}", newest)


def monthly(*, at: str, day: int = 1, zone: str = "UTC") -> Callable[[Any], Any]:
    """Once a month on `day` (1 to 28, which every month has) at `at` in `zone`."""
    if not 1 <= day <= 28:
        raise ValueError("Every month has the days 1 to 28 only.")
    moment, place = daytime.fromisoformat(at), ZoneInfo(zone)

    def newest(now: datetime) -> datetime:
        first = now.astimezone(place).date().replace(day=day)
        slot = _instant(first, moment, place)
        if slot <= now:
            return slot
        return _instant((first.replace(day=1) - timedelta(days=1)).replace(day=day), moment, place)

    return _enter(f"monthly on {day} at {at} {zone}", newest)


def order_what_is_due(known: set[tuple[str, datetime]] | None = None) -> int:
    """Order each job whose newest slot was not ordered yet; the number of them.

    `known` remembers slots between calls, so that a worker that looks each second asks the database once a slot.
    """
    now, ordered = clock.now(), 0
    for entry in entries():
        slot = entry.newest(now)
        if known is not None and (entry.name, slot) in known:
            continue
        if not JobSlot.objects.filter(entry=entry.name, at=slot).exists():
            with transaction.atomic():
                _slot, made = JobSlot.objects.get_or_create(entry=entry.name, at=slot)
                if made:
                    entry.task.enqueue()
                    ordered += 1
        if known is not None:
            known.add((entry.name, slot))
    return ordered
