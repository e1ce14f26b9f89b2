"""Lines of the ledger by the million: a valid chain, in the program's own forms, that any auditor can check."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from plusone.core import clock
from plusone.outcomes import chain, ledger
from plusone.outcomes.models import LedgerEntry, Tally
from plusone.purpose.models import Goal

AT_ONCE = 20_000  # lines a statement
BACK = 50  # one line in so many takes the one before it back


def fill(number: int) -> None:
    """So many entries for the goal in force, spread evenly over the days since it began."""
    goal = Goal.objects.on(clock.today())
    assert goal is not None
    with transaction.atomic():
        chain.lock()
        chain.ensure_goal(goal)
        _insert(_lines(goal, number))
        people = number - 2 * (number // BACK)
        figures = {"celebrated_people": people, "celebrated_jobs": people, "verified_jobs": people}
        Tally.objects.update_or_create(goal=goal, defaults=figures)


def _lines(goal: Goal, number: int) -> Iterator[tuple[Any, ...]]:
    """The values of each row, in the order of the table's columns."""
    end, before = chain.newest(), chain.newest_of(goal)
    assert end is not None and before is not None
    place = ledger.Place(end.seq, end.hash)
    total, taken_back, now = before.total, before.taken_back, clock.now()
    began = now - timedelta(days=300)
    for count in range(1, number + 1):
        back = count % BACK == 0
        case = count - back
        at = began + (now - began) * count / number
        raw = ledger.line(
            "entry",
            place,
            {
                "goal": goal.number,
                "delta": -1 if back else 1,
                "reverses": place.seq if back else None,
                "level": "E2",
                "rules": 1,
                "month": ledger.month((began + (now - began) * case / number).date()),
                "commitment": hashlib.sha256(b"%d" % case).hexdigest(),
            },
        )
        place = ledger.Place(place.seq + 1, ledger.digest(raw))
        total, taken_back = total + (-1 if back else 1), taken_back + back
        yield place.seq, "entry", raw, place.hash, goal.pk, total, taken_back, at


def _insert(rows: Iterator[tuple[Any, ...]]) -> None:
    """Plain SQL: a million model objects would only be thrown away. The table's triggers and keys hold as ever."""
    names = ("seq", "kind", "raw", "hash", "goal_id", "total", "taken_back", "written_at")
    adapt = connection.ops.adapt_datetimefield_value
    statement = (
        f'INSERT INTO "{LedgerEntry._meta.db_table}" ({", ".join(names)}) '  # noqa: S608 - names of ours only
        f"VALUES ({', '.join(['%s'] * len(names))})"
    )
    with connection.cursor() as cursor:
        some: list[tuple[Any, ...]] = []
        for row in rows:
            some.append((*row[:-1], adapt(row[-1])))
            if len(some) == AT_ONCE:
                cursor.executemany(statement, some)
                some.clear()
        if some:
            cursor.executemany(statement, some)
