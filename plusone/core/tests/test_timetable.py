"""The timetable: each slot ordered once, also when clocks change, stand still or are set back."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from plusone.core import clock
from plusone.core.jobs import timetable
from plusone.core.jobs.timetable import Entry, order_what_is_due
from plusone.testing.jobs import always_fail
from plusone.testing.races import together


@pytest.fixture
def only(monkeypatch):
    """Put one rhythm alone into the timetable."""

    def enter(decorator):
        monkeypatch.setattr(timetable, "_entries", {})
        decorator(always_fail)
        (entry,) = timetable.entries()
        return entry

    return enter


def slots_of(entry: Entry, start: datetime, days: int) -> list[str]:
    """Every slot in a span, as a worker that looks each quarter of an hour meets them."""
    found = dict.fromkeys(entry.newest(start + timedelta(minutes=15 * step)) for step in range(days * 96))
    return [f"{slot:%d %H:%M}" for slot in found if slot >= start]


def test_a_day_has_one_slot_when_its_hour_comes_twice(only):
    entry = only(timetable.daily(at="02:30", zone="Europe/Paris"))
    assert slots_of(entry, datetime(2026, 10, 24, 12, tzinfo=UTC), 2) == ["25 00:30", "26 01:30"]


def test_a_day_has_one_slot_when_its_hour_does_not_exist(only):
    entry = only(timetable.daily(at="02:30", zone="Europe/Paris"))
    assert slots_of(entry, datetime(2026, 3, 28, 12, tzinfo=UTC), 2) == ["29 01:30", "30 00:30"]


def test_hours_are_real_hours(only):
    entry = only(timetable.hourly())
    assert len(slots_of(entry, datetime(2026, 10, 25, tzinfo=UTC), 1)) == 24


def test_a_month_has_one_slot(only):
    entry = only(timetable.monthly(at="03:00"))
    assert entry.newest(datetime(2027, 1, 1, 2, 59, tzinfo=UTC)) == datetime(2026, 12, 1, 3, tzinfo=UTC)
    assert entry.newest(datetime(2027, 1, 1, 3, tzinfo=UTC)) == datetime(2027, 1, 1, 3, tzinfo=UTC)


def test_a_day_that_not_every_month_has_is_refused():
    with pytest.raises(ValueError):
        timetable.monthly(at="03:00", day=31)


@pytest.mark.django_db
def test_a_slot_is_ordered_once_and_only_the_newest_after_a_pause(only):
    only(timetable.daily(at="02:00"))
    with clock.moved_to(datetime(2026, 5, 1, 1, 59, tzinfo=UTC)):
        assert order_what_is_due() == 1  # yesterday's: the school was just made
    with clock.moved_to(datetime(2026, 5, 1, 2, 1, tzinfo=UTC)):
        assert order_what_is_due() == 1
        assert order_what_is_due() == 0
    with clock.moved_to(datetime(2026, 5, 9, 12, tzinfo=UTC)):
        assert order_what_is_due() == 1
    with clock.moved_to(datetime(2026, 5, 1, 2, 1, tzinfo=UTC)):
        assert order_what_is_due() == 0  # the clock was set back
    assert DBTaskResult.objects.count() == 3


@pytest.mark.django_db
def test_a_worker_that_remembers_asks_the_database_once_a_slot(only, django_assert_num_queries):
    only(timetable.daily(at="02:00"))
    known = set()
    order_what_is_due(known)
    with django_assert_num_queries(0):
        order_what_is_due(known)


@pytest.mark.django_db(transaction=True)
def test_several_workers_order_a_slot_once(only):
    only(timetable.hourly())
    with clock.moved_to(datetime(2026, 5, 1, 2, 1, tzinfo=UTC)):
        assert sum(together(*[order_what_is_due] * 4)) == 1
    assert DBTaskResult.objects.count() == 1
