"""The chapters of a course as one reader sees them: each once, in whatever languages it exists."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from plusone.learning import languages


@dataclass(frozen=True)
class Step:
    """A chapter in the list of chapters. `asks`: it ends in a quiz, in at least one language."""

    chapter_id: int
    key: str
    title: str
    language: str
    part: str
    minutes: int
    asks: bool
    questions: int
    read: bool
    passed: bool

    @property
    def done(self) -> bool:
        """A chapter with a quiz is done when the quiz is passed, also where a newer version asks no more; another when
        it is read."""
        return self.passed or (self.read and not self.asks)


@dataclass(frozen=True)
class Part:
    title: str
    steps: list[Step]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


def steps(
    rows: Iterable[dict[str, Any]], wishes: list[str], otherwise: str, read: set[int], passed: set[int]
) -> list[Step]:
    """One step a chapter, in the course's order.

    `rows` are chapter versions of one course version as plain values: chapter_id, key, position, language, part, title,
    minutes, asks, and questions where the page shows sizes. The order is that of the course's own language; a chapter
    that exists only in another one stands at its own position.
    """
    by_chapter: dict[int, dict[str, dict[str, Any]]] = {}
    for row in rows:
        by_chapter.setdefault(row["chapter_id"], {})[row["language"]] = row
    made = []
    for chapter_id, there in by_chapter.items():
        first = there.get(otherwise) or next(iter(there.values()))
        row = there[languages.choose(there, wishes, first["language"])]
        step = Step(
            chapter_id=chapter_id,
            key=row["key"],
            title=row["title"],
            language=row["language"],
            part=row["part"],
            minutes=row["minutes"],
            asks=any(one["asks"] for one in there.values()),
            questions=row.get("questions") or max(one.get("questions") or 0 for one in there.values()),
            read=chapter_id in read,
            passed=chapter_id in passed,
        )
        made.append((first["position"], chapter_id, step))
    return [step for _position, _id, step in sorted(made, key=lambda one: one[:2])]


def parts(found: list[Step]) -> list[Part]:
    """Neighbouring chapters of the same part together; a course without parts is one part without a title."""
    return [Part(title, list(group)) for title, group in groupby(found, key=lambda step: step.part)]


@dataclass(frozen=True)
class Progress:
    done: int
    of: int

    @property
    def all_done(self) -> bool:
        return self.of > 0 and self.done == self.of


def progress(found: list[Step]) -> Progress:
    return Progress(sum(step.done for step in found), len(found))


def next_step(found: list[Step], place: int | None) -> Step | None:
    """Where to go on: the first chapter not done from the reader’s place on, else the first not done at all."""
    todo = [step for step in found if not step.done]
    if not todo:
        return None
    order = {step.chapter_id: number for number, step in enumerate(found)}
    here = order.get(place, -1) if place is not None else -1
    return next((step for step in todo if order[step.chapter_id] >= here), todo[0])
