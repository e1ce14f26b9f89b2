"""The live file: written from the database, answered without Django, and never wrong for longer than a minute."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from plusone.core import clock
from plusone.outcomes import dance_words, live
from plusone.outcomes.models import Dance, Outcome
from plusone.testing import cast
from plusone.testing.races import failed, together

FILE = Path(settings.DATA) / live.FILE
MONDAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def _no_file():
    FILE.unlink(missing_ok=True)
    clock.move(datetime(2026, 11, 25, 9, tzinfo=UTC))
    yield
    FILE.unlink(missing_ok=True)


def job(person=None, token="1", **changed):
    given = {
        "person": person or cast.yusuf(),
        "kind": "full_time",
        "started_on": MONDAY,
        "hours": Decimal(38),
        "token": token,
        "celebrated_at": clock.now(),
        "may_dance": True,
        "may_say_name": True,
        "employer": "Northrail",
        "title": "Tester",
    }
    return Outcome.objects.create(**given | changed)


def dance(**changed):
    return Dance.objects.create(outcome=job(**changed), at=clock.now())


def written():
    live.rewrite()
    return json.loads(FILE.read_text())


@pytest.mark.django_db
def test_it_tells_the_newest_dance_in_every_language_and_both_counts():
    newest = dance()
    told = written()
    assert (told["n"], told["at"]) == (newest.pk, int(clock.now().timestamp()))
    assert set(told["words"]) == {code for code, _name in settings.LANGUAGES}
    english = told["words"]["en"]
    assert english["title"] == "Yusuf has a new job."
    assert english["line"] == "The first day is Monday."
    assert english["count"].endswith("verified.")


@pytest.mark.django_db
def test_without_consent_to_the_name_it_is_somebody_and_no_employer_is_ever_named():
    dance(may_say_name=False)
    assert written()["words"]["en"]["title"] == "Somebody has a new job."
    assert "Northrail" not in FILE.read_text()


@pytest.mark.django_db
def test_who_is_erased_loses_the_name_at_the_next_writing():
    one = dance()
    assert "Yusuf" in json.dumps(written())
    one.outcome.person.name = ""
    one.outcome.person.save()
    assert "Yusuf" not in json.dumps(written())


@pytest.mark.django_db
def test_a_withdrawn_dance_vanishes():
    first = dance()
    second = dance(person=cast.amara(), token="2")
    assert written()["n"] == second.pk
    Dance.objects.filter(pk=second.pk).update(withdrawn_at=clock.now())
    assert written()["n"] == first.pk


@pytest.mark.django_db
def test_a_school_without_a_dance_has_a_file_without_one():
    told = written()
    assert (told["n"], told["celebrated"], told["verified"]) == (0, 0, 0)
    assert "title" not in told["words"]["en"]


@pytest.mark.django_db
def test_an_unchanged_file_is_not_touched():
    dance()
    live.rewrite()
    before = FILE.stat().st_mtime_ns
    live.rewrite()
    assert FILE.stat().st_mtime_ns == before


@pytest.mark.django_db(transaction=True)
def test_it_is_written_after_the_commit_and_once():
    with transaction.atomic():
        dance()
        live.rewrite_after_commit()
        live.rewrite_after_commit()
        assert len(transaction.get_connection().run_on_commit) == 1
        assert not FILE.exists()
    assert json.loads(FILE.read_text())["n"]


@pytest.mark.django_db(transaction=True)
def test_an_order_that_is_rolled_back_does_not_take_another_with_it():
    with transaction.atomic():
        try:
            with transaction.atomic():
                live.rewrite_after_commit()
                raise LookupError
        except LookupError:
            pass
        live.rewrite_after_commit()
    assert FILE.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_no_news():
    with pytest.raises(LookupError), transaction.atomic():
        dance()
        live.rewrite_after_commit()
        raise LookupError
    assert not FILE.exists()


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_leave_the_newest_whole():
    people = [cast.yusuf(), cast.amara(), cast.samir(), cast.ines()]

    def celebrate(person):
        with transaction.atomic():
            Dance.objects.create(outcome=job(person=person, token="r"), at=clock.now())
            live.rewrite_after_commit()

    assert not failed(together(*(lambda person=person: celebrate(person) for person in people)))
    assert json.loads(FILE.read_text())["n"] == Dance.objects.order_by("-pk").first().pk


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (0, "Today is the first day."),
        (5, "The first day is Monday."),
        (-6, "The first day was Thursday."),
        (7, "The first day is in December 2026."),
        (-30, "The first day was in October 2026."),
    ],
)
def test_the_first_day_is_a_weekday_where_that_is_clear(away, said):
    today = date(2026, 11, 25)
    assert dance_words.first_day(today + timedelta(days=away), today) == said


def test_counts_speak_of_one_and_of_many():
    assert dance_words.counts(1, 0, "en")["count"] == "1 person celebrated, 0 verified."
    assert dance_words.counts(4121, 3415, "en")["count"] == "4,121 people celebrated, 3,415 verified."
    assert dance_words.counts(2, 1, "en")["sign"] == "One more is proven: 1 person in a new job."
