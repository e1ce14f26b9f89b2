"""The ledger: one chain of lines, immutable and naming nobody; and beside it who is counted for which line."""

from django.db import models

from plusone.core import clock, immutable
from plusone.outcomes import ledger
from plusone.outcomes.models.cases import Outcome
from plusone.people.models import Person
from plusone.purpose.models import Goal


class LineKind(models.TextChoices):
    FORMAT = "format"
    RULES = "rules"
    GOAL = "goal"
    ENTRY = "entry"
    VERDICT = "verdict"


@immutable.declare
class LedgerEntry(models.Model):
    """One line. `raw` is the exact text that is exported and hashed; `hash` its SHA-256 in hexadecimal.

    `total` is the running total of `goal` after this line (of entries without a goal, where goal is null), and
    `taken_back` how many of its lines said -1 so far; so the newest line of a goal answers for all of them.
    """

    seq = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10, choices=LineKind.choices)
    raw = models.TextField()
    hash = models.CharField(max_length=64, unique=True)
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="+")
    total = models.IntegerField(default=0)
    taken_back = models.IntegerField(default=0)
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["goal", "-seq"], name="outcomes_ledger_goal"),
            models.Index(fields=["goal", "-written_at"], name="outcomes_ledger_day"),
        ]


class CountedPerson(models.Model):
    """A person counts once per goal (and once for all starts on a day without a goal). Erasure deletes this row."""

    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="counted")
    entry = models.ForeignKey(LedgerEntry, models.PROTECT, related_name="+")
    salt = models.CharField(max_length=64)
    reversed_by = models.ForeignKey(LedgerEntry, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "person"], condition=models.Q(reversed_by=None), name="outcomes_counted_once"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(reversed_by=None, goal=None),
                name="outcomes_counted_once_without_goal",
            ),
            models.UniqueConstraint(fields=["entry"], name="outcomes_counted_entry"),
        ]


class Tally(models.Model):
    """What `settle` keeps beside the ledger so that no page counts rows: people and jobs celebrated for a goal, and
    jobs (not people) that are verified. One row a goal, one for starts on a day without a goal."""

    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="+")
    celebrated_people = models.PositiveIntegerField(default=0)
    celebrated_jobs = models.PositiveIntegerField(default=0)
    verified_jobs = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal"], name="outcomes_tally_once"),
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(goal=None), name="outcomes_tally_once_without_goal"
            ),
        ]


class PersonTally(models.Model):
    """What one person adds to a goal's tally. It names nobody but by number, and stays after erasure."""

    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    celebrated_jobs = models.PositiveIntegerField(default=0)
    verified_jobs = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "person"], name="outcomes_person_tally_once"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(goal=None), name="outcomes_person_tally_once_without_goal"
            ),
        ]


@immutable.declare
class GoalVerdict(models.Model):
    """What a goal had reached at the end of its last day. It is never changed by what is verified later."""

    goal = models.OneToOneField(Goal, models.PROTECT, related_name="verdict")
    entry = models.OneToOneField(LedgerEntry, models.PROTECT, related_name="+")
    verified = models.PositiveIntegerField()
    celebrated_people = models.PositiveIntegerField()
    celebrated_jobs = models.PositiveIntegerField()
    frozen_at = models.DateTimeField(default=clock.now)


@immutable.declare
class Head(models.Model):
    """A day's signed head of the ledger: what witnesses outside the school keep."""

    day = models.DateField(unique=True)
    count = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    time = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    @property
    def line(self) -> str:
        """What a witness keeps: the head as the last line of an export has it."""
        return ledger.head_line(self.count, self.hash, self.time, self.key, self.signature)


@immutable.declare
class OpeningBalance(models.Model):
    """How many jobs an older school says it counted before. Shown apart, as unverified, and never added."""

    jobs = models.PositiveIntegerField()
    until = models.DateField()
    stated_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField(default=clock.now)


class Witness(models.Model):
    """Somebody outside the school who gets each day's head by mail, after pressing the button in the first mail.

    The secret of their links is signed, and stored nowhere. Whoever stops is deleted.
    """

    email = models.EmailField(unique=True)
    language = models.CharField(max_length=10, default="en")
    asked_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True)
