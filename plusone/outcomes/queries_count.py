"""What the pages on counting show: a fixed number of queries, however long the ledger is."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery

from plusone.outcomes import chain, rules, tallies
from plusone.outcomes.models import Head, LedgerEntry, OpeningBalance, Tally, Witness
from plusone.outcomes.models.cases import Level
from plusone.outcomes.models.ledger import LineKind
from plusone.purpose.models import Goal

NEWEST = 5
A_PAGE = 50


@dataclass(frozen=True)
class LineShown:
    """A line for the eye. `said` is its JSON; `fingerprint` the two ends of its hash."""

    seq: int
    kind: str
    said: dict[str, Any]
    fingerprint: str

    @property
    def month(self) -> date | None:
        """The month of the first day at work."""
        return date.fromisoformat(self.said["month"] + "-01") if self.kind == LineKind.ENTRY else None

    @property
    def level(self) -> Any:
        return Level(self.said["level"]).label if self.kind == LineKind.ENTRY else ""


@dataclass(frozen=True)
class Figures:
    """A goal's figures of today; those of starts without a goal where `goal` is None.

    `taken_back` counts the lines that say -1; `not_counted` the people who told of a job and are not verified.
    """

    goal: Goal | None
    tally: Tally
    verified: int
    taken_back: int

    @property
    def plus_lines(self) -> int:
        return self.verified + self.taken_back

    @property
    def not_counted(self) -> int:
        return max(self.tally.celebrated_people - self.verified, 0)


@dataclass(frozen=True)
class EarlierGoal:
    """A goal whose last day is over: its verdict, and what came later."""

    goal: Goal
    verified: int
    later: int


@dataclass(frozen=True)
class CountPage:
    figures: Figures
    earlier: list[EarlierGoal]
    rules: rules.Rules
    lines: list[LineShown]
    count: int
    head: Head | None
    witnesses: int
    opening: OpeningBalance | None


def count_page(day: date) -> CountPage:
    """How we count, on `day`: figures of the goal in force (of starts without a goal where there is none)."""
    newest = newest_lines(NEWEST)
    return CountPage(
        figures=figures(Goal.objects.on(day)),
        earlier=earlier_goals(),
        rules=rules.in_force(day),
        lines=newest,
        count=newest[0].seq if newest else 0,
        head=Head.objects.order_by("-day").first(),
        witnesses=Witness.objects.aggregate(n=Count("pk", filter=Q(confirmed_at__isnull=False)))["n"],
        opening=OpeningBalance.objects.order_by("-pk").first(),
    )


def figures(goal: Goal | None) -> Figures:
    line = chain.newest_of(goal)
    return Figures(goal, tallies.of(goal), line.total if line else 0, line.taken_back if line else 0)


def earlier_goals() -> list[EarlierGoal]:
    """Each goal that has a verdict, the newest first; the verdict stays what it was."""
    newest = LedgerEntry.objects.filter(goal=OuterRef("pk")).order_by("-seq").values("total")[:1]
    goals = Goal.objects.exclude(verdict=None).annotate(verified=F("verdict__verified"), total=Subquery(newest))
    return [EarlierGoal(goal, goal.verified, goal.total - goal.verified) for goal in goals.order_by("-due_on")]


def newest_lines(most: int, before: int | None = None) -> list[LineShown]:
    """The newest lines, or those before a line: found by its number, never by counting."""
    lines = LedgerEntry.objects.order_by("-seq")
    if before is not None:
        lines = lines.filter(seq__lt=before)
    return [_shown(line) for line in lines[:most]]


def _shown(line: LedgerEntry) -> LineShown:
    return LineShown(line.seq, line.kind, json.loads(line.raw), f"{line.hash[:4]}…{line.hash[-4:]}")


def heads(most: int) -> list[Head]:
    return list(Head.objects.order_by("-day")[:most])
