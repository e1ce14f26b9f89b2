"""The chain in the database: its lock, its end, and the one function that appends to it."""

import secrets
from collections.abc import Mapping

from django.db import connection, transaction

from plusone.core import clock
from plusone.outcomes import ledger, rules
from plusone.outcomes.judging import needed_level
from plusone.outcomes.models import LedgerEntry, RuleSet
from plusone.outcomes.models.ledger import LineKind
from plusone.purpose.models import Goal

_LOCK = 0x706C75736F6E65  # "plusone": the number of PostgreSQL's lock


def lock() -> None:
    """Let one transaction at a time write to the ledger, until it ends.

    SQLite's immediate transaction has the whole database already; PostgreSQL gets a lock of its own. It comes before
    every other lock: an action that locks the row of a case or of a person, and then settles, calls this first. Else
    two of them wait for each other, also at commit, when foreign keys to those rows are checked.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("The ledger is written inside a transaction only.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def newest() -> LedgerEntry | None:
    return LedgerEntry.objects.order_by("-seq").first()


def newest_of(goal: Goal | None) -> LedgerEntry | None:
    """The line that knows the goal's running total; of starts without a goal where `goal` is None."""
    return LedgerEntry.objects.filter(goal=goal).order_by("-seq").first()


def append(kind: LineKind, fields: Mapping[str, object], *, goal: Goal | None = None, delta: int = 0) -> LedgerEntry:
    """Append one line and return it. The caller holds `lock()`; the very first line is written when it is missing."""
    last = newest()
    if last is None and kind != LineKind.FORMAT:
        last = append(LineKind.FORMAT, {"format": ledger.FORMAT, "hash": "sha256", "ledger": secrets.token_hex(16)})
    before = newest_of(goal)
    raw = ledger.line(kind.value, ledger.Place(last.seq, last.hash) if last else ledger.NOTHING, fields)
    return LedgerEntry.objects.create(
        seq=last.seq + 1 if last else 1,
        kind=kind,
        raw=raw,
        hash=ledger.digest(raw),
        goal=goal,
        total=(before.total if before else 0) + delta,
        taken_back=(before.taken_back if before else 0) + (delta < 0),
        written_at=clock.now(),
    )


def ensure_format() -> None:
    """Store the format line and version 1 of the rules (the defaults), unless they are there."""
    with transaction.atomic():
        lock()
        if not RuleSet.objects.exists():
            store_rules(RuleSet(version=1, thresholds=rules.defaults(), in_force_from=clock.today()))


def store_rules(stated: RuleSet) -> RuleSet:
    """Store a version of the rules and its line. The caller holds the lock."""
    stated.save(force_insert=True)
    day = stated.in_force_from.isoformat()
    append(LineKind.RULES, {"version": stated.version, "from": day, "thresholds": stated.thresholds})
    return stated


def ensure_goal(goal: Goal) -> None:
    """Store the goal's line unless it is there. The caller holds the lock."""
    ensure_format()
    if newest_of(goal) is not None:  # the first line that belongs to a goal is the one that states it
        return
    append(
        LineKind.GOAL,
        {
            "goal": goal.number,
            "target": goal.target,
            "from": goal.starts_on.isoformat(),
            "until": goal.due_on.isoformat(),
            "level": needed_level(goal),
        },
        goal=goal,
    )
