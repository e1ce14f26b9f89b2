"""Tests that commit leave nothing behind, on both databases, although immutable tables refuse to be emptied."""

import pytest
from django.db import DatabaseError, connection, transaction

from plusone.core import clock, immutable
from plusone.core.models import Event, Limit
from plusone.testing.races import failed, together, worked


def record() -> Event:
    return Event.objects.create(name="test", at=clock.now(), subject_type="", subject_id="")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_committed_immutable_row_is_gone_in_the_next_test(turn):
    assert Event.objects.count() == 0
    record()
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.all().delete()
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_restored_database_has_its_triggers():
    assert immutable.missing() == []


@pytest.mark.django_db(transaction=True)
def test_threads_see_what_was_committed_before_them():
    record()
    assert together(Event.objects.count, Event.objects.count) == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_a_race_tells_who_won_and_who_lost():
    moment = clock.now()

    def write():
        Limit.objects.create(key="one", window_start=moment)

    results = together(*[write] * 6)
    assert len(worked(results)) == 1
    assert len(failed(results)) == 5
    assert Limit.objects.count() == 1


@pytest.mark.django_db
def test_an_ordinary_test_is_rolled_back():
    record()
    assert connection.in_atomic_block
