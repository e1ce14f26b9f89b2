"""The one hand that writes entries: where the ledger and what is proven about a person differ, the ledger follows."""

import json

from django.db import transaction

from plusone.core import clock, events, ids
from plusone.outcomes import chain, ledger, tallies
from plusone.outcomes.actions.freeze_verdicts import freeze_overdue
from plusone.outcomes.events import COUNTED, UNCOUNTED
from plusone.outcomes.judging import Judgement, judge
from plusone.outcomes.models import CountedPerson, LedgerEntry, Outcome
from plusone.outcomes.models.ledger import LineKind
from plusone.people.models import Person
from plusone.purpose.models import Goal

Judged = list[tuple[Outcome, Judgement]]


def settle(person: Person, goal: Goal | None, *, actor: Person | None = None) -> CountedPerson | None:
    """Write the +1 or -1 that is due for this person and goal (None: starts on a day without a goal), and no other.

    Everything is read from stored rows, under the ledger's lock, so that calling it again changes nothing, in
    whatever order and however often. Every action that changes a case calls it last, in its own transaction; if the
    goal of a case changed, for the old goal and for the new one. An overdue verdict is frozen first. A person who was
    erased is left as they are: their entry stays, and nothing more is known about them. Returns who is counted now.
    """
    with transaction.atomic():
        chain.lock()
        chain.ensure_format()
        freeze_overdue()
        if not Person.objects.filter(pk=person.pk, erased_at=None).exists():
            return None
        judged = _judge_all(person, goal)
        tallies.update(person, goal)
        counted = CountedPerson.objects.filter(person=person, goal=goal, reversed_by=None).first()
        standing = [(outcome, found) for outcome, found in judged if found.counted]
        if counted and counted.outcome_id not in {outcome.pk for outcome, _found in standing}:
            _take_back(counted, actor)
            counted = None
        if counted is None and standing:
            counted = _count(person, goal, *standing[0], actor)
        return counted


def _judge_all(person: Person, goal: Goal | None) -> Judged:
    """Each job of the person under this goal, the earliest first; since when it is counted is stored with it."""
    judged: Judged = []
    mine = Outcome.objects.filter(person=person, goal=goal).select_related("person", "goal")
    for outcome in mine.order_by("started_on", "pk"):
        found = judge(outcome)
        was = outcome.counted_since is not None and outcome.counted_until is None
        today = clock.today(person.time_zone)
        if found.counted and not was:
            outcome.counted_since, outcome.counted_until = today, None
        elif was and not found.counted:
            outcome.counted_until = max(today, outcome.counted_since or today)
        if found.counted != was:
            outcome.save(update_fields=["counted_since", "counted_until"])
        judged.append((outcome, found))
    return judged


def _count(
    person: Person, goal: Goal | None, outcome: Outcome, found: Judgement, actor: Person | None
) -> CountedPerson:
    if goal is not None:
        chain.ensure_goal(goal)
    salt = ids.new_token()
    entry = _append(
        goal,
        delta=1,
        reverses=None,
        level=outcome.level,
        rules=found.rules.version,
        month=ledger.month(outcome.started_on),
        commitment=ids.salted_digest(salt, commitment_text(outcome)),
    )
    counted = CountedPerson.objects.create(goal=goal, person=person, outcome=outcome, entry=entry, salt=salt)
    events.record(COUNTED, actor=actor, subject=outcome, goal=goal.number if goal else None, total=entry.total)
    return counted


def _take_back(counted: CountedPerson, actor: Person | None) -> None:
    said = json.loads(counted.entry.raw)
    repeated = {key: said[key] for key in ("level", "rules", "month", "commitment")}
    entry = _append(counted.goal, delta=-1, reverses=counted.entry_id, **repeated)
    counted.reversed_by = entry
    counted.save(update_fields=["reversed_by"])
    number = counted.goal.number if counted.goal else None
    events.record(UNCOUNTED, actor=actor, subject=counted.outcome, goal=number, total=entry.total)


def _append(goal: Goal | None, *, delta: int, **said: object) -> LedgerEntry:
    fields = {"goal": goal.number if goal else None, "delta": delta, **said}
    return chain.append(LineKind.ENTRY, fields, goal=goal, delta=delta)


def commitment_text(outcome: Outcome) -> str:
    """What an entry commits to: with the salt, an auditor who is shown a case sees that it is the one that counted."""
    told = (outcome.pk, outcome.revision, outcome.kind, outcome.employer, outcome.started_on, f"{outcome.hours:.1f}")
    return "\n".join(str(one) for one in told)
