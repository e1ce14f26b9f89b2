"""Leadership states a goal: so many people helped to a job, from one day to another."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max

from plusone.core import clock, events
from plusone.core.errors import Refused
from plusone.core.models import Event
from plusone.core.text import gettext_lazy as _
from plusone.people.models import Person
from plusone.purpose import access, words
from plusone.purpose.events import GOAL_STATED
from plusone.purpose.models import Goal, GoalWording

LARGEST = 2_000_000_000
LEVELS = ("E2", "E3", "E4")  # below E2 nothing is proven, so nothing can count


class TargetTooSmall(Refused):
    sentence = _("A goal is for at least one person. Please write a number from 1.")


class DueBeforeStart(Refused):
    sentence = _("The goal must end after it starts. Please choose a later last day.")


class StartsInThePast(Refused):
    sentence = _(
        "Jobs that began earlier are counted already, and a count is never moved. Please start today or later."
    )


class AlreadyOver(Refused):
    sentence = _("This goal would be over before it is stated. Please choose a last day from today on.")


class Overlaps(Refused):
    sentence = _("Another goal is in force on some of these days, and a job counts for one goal only.")


class UnknownLevel(Refused):
    sentence = _("A job is counted from a document seen (E2), the employer’s word (E3) or an official record (E4).")


class GoalSaidBetween(Refused):
    sentence = _("Somebody stated a goal at the same moment. Please read it first.")


def state_goal(
    *,
    actor: Person,
    texts: dict[str, str],
    target: int,
    starts_on: date,
    due_on: date,
    evidence_level: str = "E2",
) -> Goal:
    """State the next goal. Its number, its days and its level of proof never change; its words may.

    Sent twice it is one. Refuses a goal that overlaps another, ends before it starts, is for nobody, or starts in the
    past once a job was reported: that job is entered under the goal of its day already, and an entry is never moved.
    """
    access.ensure_leadership(actor)
    kept = words.cleaned(texts)
    if not 0 < target <= LARGEST:
        raise TargetTooSmall
    if due_on <= starts_on:
        raise DueBeforeStart
    if evidence_level not in LEVELS:
        raise UnknownLevel
    try:
        with transaction.atomic():
            same = {"target": target, "starts_on": starts_on, "due_on": due_on, "evidence_level": evidence_level}
            stated = Goal.objects.filter(stated_by=actor, **same).first()
            if stated is not None:  # a double click
                return stated
            _guard_days(starts_on, due_on)
            newest = Goal.objects.aggregate(newest=Max("number"))["newest"] or 0
            goal = Goal.objects.create(number=newest + 1, stated_by=actor, stated_at=clock.now(), **same)
            GoalWording.objects.create(goal=goal, version=1, texts=kept, stated_by=actor, stated_at=clock.now())
            events.record(GOAL_STATED, actor=actor, subject=goal, number=goal.number, target=target)
    except IntegrityError:  # two writers took the same number: so two goals can never slip past each other
        raise GoalSaidBetween from None
    return goal


def _guard_days(starts_on: date, due_on: date) -> None:
    if Goal.objects.filter(starts_on__lte=due_on, due_on__gte=starts_on).exists():
        raise Overlaps
    if due_on < clock.today():
        raise AlreadyOver
    if starts_on < clock.today() and (Goal.objects.exists() or _something_was_reported()):
        raise StartsInThePast


def _something_was_reported() -> bool:
    """The log is asked, because what is reported belongs to a later room."""
    return Event.objects.filter(subject_type="outcomes.outcome").exists()
