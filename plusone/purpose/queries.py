"""What the pages of the purpose show: three queries, however long the history is."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Any

from plusone.purpose import scope, words
from plusone.purpose.models import Goal, GoalWording, Kind, Purpose
from plusone.purpose.words import Words


@dataclass(frozen=True)
class Limit:
    """A rule of the vision and the words that it rests on."""

    says: Any
    phrase: Words


@dataclass(frozen=True)
class Version:
    number: int
    words: Words
    since: date
    until: date | None
    limits: list[Limit]
    languages: list[str]

    @property
    def never(self) -> bool:
        """Replaced on the very day on which it was to come into force."""
        return self.until is not None and self.until < self.since


@dataclass(frozen=True)
class Statement:
    """Mission or vision: what is in force, what is to come, and what was."""

    kind: str
    current: Version | None = None
    coming: list[Version] = field(default_factory=list)
    earlier: list[Version] = field(default_factory=list)


@dataclass(frozen=True)
class Wording:
    version: int
    words: Words
    stated_at: Any


@dataclass(frozen=True)
class GoalShown:
    """A goal with its words. `when` is "now", "before" or "next"."""

    goal: Goal
    words: Words
    earlier: list[Wording]
    when: str


@dataclass(frozen=True)
class PurposePage:
    mission: Statement
    vision: Statement
    goals: list[GoalShown]

    @property
    def goal_now(self) -> GoalShown | None:
        return next((one for one in self.goals if one.when == "now"), None)


def purpose_page(language: str, day: date) -> PurposePage:
    """Everything that was ever stated, in `language` where it exists, as it stands on `day`."""
    stated = list(Purpose.objects.order_by("in_force_from", "version"))
    return PurposePage(
        mission=_statement(Kind.MISSION, stated, language, day),
        vision=_statement(Kind.VISION, stated, language, day),
        goals=goals(language, day),
    )


def _statement(kind: str, stated: list[Purpose], language: str, day: date) -> Statement:
    rows = [one for one in stated if one.kind == kind]
    shown = []
    for place, one in enumerate(rows):
        after = rows[place + 1] if place + 1 < len(rows) else None
        until = after.in_force_from - timedelta(days=1) if after else None
        shown.append(_version(one, until, language))
    begun = [one for one in shown if one.since <= day]
    return Statement(
        kind=kind,
        current=begun[-1] if begun else None,
        coming=[one for one in shown if one.since > day],
        earlier=list(reversed(begun[:-1])),
    )


def _version(one: Purpose, until: date | None, language: str) -> Version:
    limits = [Limit(scope.sentence(rule), words.pick(rule["phrase"], language)) for rule in one.scope]
    return Version(one.version, words.pick(one.texts, language), one.in_force_from, until, limits, list(one.texts))


def goals(language: str, day: date) -> list[GoalShown]:
    """Every goal with its words, the newest first; two queries."""
    wordings = defaultdict(list)
    for wording in GoalWording.objects.order_by("-version"):
        wordings[wording.goal_id].append(
            Wording(wording.version, words.pick(wording.texts, language), wording.stated_at)
        )
    return [
        GoalShown(goal, wordings[goal.pk][0].words, wordings[goal.pk][1:], _when(goal, day))
        for goal in Goal.objects.order_by("-starts_on")
    ]


def _when(goal: Goal, day: date) -> str:
    if day > goal.due_on:
        return "before"
    return "now" if day >= goal.starts_on else "next"


def newest(kind: str) -> Purpose | None:
    """The version stated last, in force or still to come: what the next one starts from."""
    return Purpose.objects.filter(kind=kind).order_by("-version").first()


@dataclass(frozen=True)
class Piece:
    text: str
    new: bool


def what_is_new(before: str, after: str) -> list[Piece]:
    """`after`, word by word in runs, with a mark on what `before` did not say."""
    old, new = before.split(), after.split()
    pieces = []
    for change, _i, _j, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if start < end:
            pieces.append(Piece(" ".join(new[start:end]), change != "equal"))
    return pieces
