"""Load the demo school: play its plan by the real actions under a moved clock, one transaction a simulated day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from plusone.core import clock, site
from plusone.core.jobs.inline import run_waiting
from plusone.demo import words
from plusone.demo.plan import BEGAN, Step, at, plan
from plusone.demo.players import PLAYERS, Stage
from plusone.outcomes.jobs_count import freeze_verdicts_daily, settle_what_time_moved, sign_head_daily
from plusone.outcomes.jobs_follow import ask_due, freeze_release
from plusone.outcomes.models import FollowUp
from plusone.people.models import Person
from plusone.skills.actions.load_extract import load_extract
from plusone.skills.models import Occupation

TESTER = "http://data.europa.eu/esco/occupation/50af07f0-7a75-424e-a66d-5a9deea10f4c"
Say = Callable[[str], None]


def loaded() -> bool:
    """Somebody lives here already."""
    return Person.objects.exists()


def load_demo_school(say: Say = print, day: date | None = None, address: str = "http://localhost:8000") -> int:
    """Fill an empty database with the demo school as it stands on `day` (today unless told); returns the steps played.

    A school that has people is left as it is, and 0 returned.
    """
    if loaded():
        return 0
    day = day or clock.today()
    site.change(name=words.SCHOOL, address=address, language="en", contact="hello@school.example")
    load_extract()
    stage = Stage(occupation=Occupation.objects.filter(uri=TESTER).first())
    steps = plan(day)
    played = 0
    _write_lazily(True)
    try:
        for on, group in groupby(_with_nights(steps, day), key=lambda one: one[0]):
            played += _live_through(stage, on, [step for _on, step in group if step is not None])
            if on.day == 1 and on.month in (1, 7):
                say(f"  {on:%B %Y}: {played} of {len(steps)} steps")
    finally:
        clock.move(None)
        _write_lazily(False)
    run_waiting()
    return played


def _write_lazily(lazily: bool) -> None:
    """SQLite need not wait for the disk after each of a thousand days: a load that breaks off is thrown away."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous = {'OFF' if lazily else 'FULL'}")


def _with_nights(steps: list[Step], day: date) -> list[tuple[date, Step | None]]:
    """The steps with their days, and every day until today besides, so that each night can be looked at."""
    days: list[tuple[date, Step | None]] = [(step.at.date(), step) for step in steps]
    days += [(BEGAN + timedelta(days=n), None) for n in range((day - BEGAN).days + 1)]
    return sorted(
        days,
        key=lambda one: (
            one[0],
            one[1] is not None,
            one[1].at if one[1] else at(one[0]),
            one[1].order if one[1] else 0,
        ),
    )


def _live_through(stage: Stage, on: date, steps: list[Step]) -> int:
    """One day: the night's work where something is due, then what people did, then the letters that it made."""
    clock.move(datetime.combine(on, time(8), tzinfo=UTC))
    for job in _due(on):
        job.call()
    with transaction.atomic():
        for step in steps:
            clock.move(step.at)
            PLAYERS[step.verb](stage, step)
    if steps:
        run_waiting()
    return len(steps)


def _due(on: date) -> tuple[Any, ...]:
    """The nightly jobs that have something to do: those of the 1st, and asking when somebody is to be asked."""
    if on.day == 1:
        return (freeze_verdicts_daily, settle_what_time_moved, ask_due, freeze_release, sign_head_daily)
    return (ask_due,) if FollowUp.objects.filter(next_on__lte=on).exists() else ()
