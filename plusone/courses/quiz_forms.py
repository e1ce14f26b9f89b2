"""Quizzes on a page: drawn for one reader, and read from the form that comes back.

What a page shows never holds the ids of a quiz: an option is known by the place where it stands on this page, and
where it stands follows from a seed. So neither the source of a page nor the order in it says what is right.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from plusone.courses import replies
from plusone.courses.quizzes import (
    FOREIGN,
    Answers,
    Choice,
    Mark,
    Question,
    Quiz,
    Sentence,
    place_in,
    places,
    problem_in,
)


class Sent(Protocol):
    """The part of a QueryDict that is read."""

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class Option:
    value: str
    html: str
    chosen: bool = False


@dataclass(frozen=True)
class Line:
    """One line of an order or of pairs, with the select in it."""

    name: str
    html: str
    options: list[Option]


@dataclass(frozen=True)
class Shown:
    """A question as `courses/questions.html` draws it; it holds nothing that says what is right."""

    name: str
    number: int
    kind: str
    html: str
    short: str
    options: list[Option] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    typed: str = ""
    problem: Sentence | None = None
    mark: Mark | None = None

    @property
    def target(self) -> str:
        """The id that a list of problems links to."""
        return f"{self.name}-1" if self.kind in {"order", "pairs"} else self.name

    @property
    def said(self) -> list[str]:
        """What was chosen, as HTML: the options, the lines in the order that they were given, or the pairs."""
        if self.kind == "order":
            placed = [(option.value, line.html) for line in self.lines for option in line.options if option.chosen]
            return [f"{place}. {html}" for place, html in sorted(placed, key=lambda one: place_in(one[0]))]
        if self.kind == "pairs":
            return [f"{line.html}: {option.html}" for line in self.lines for option in line.options if option.chosen]
        return [option.html for option in self.options if option.chosen]


def shown(
    quiz: Quiz,
    seed: str,
    answers: Answers | None = None,
    problems: Mapping[str, Sentence] | None = None,
    marks: Iterable[Mark | None] = (),
) -> list[Shown]:
    """The questions as they stand on a page for this seed, with what was answered, is to be mended, and was marked."""
    given, told = list(marks), problems or {}
    drawn = []
    for number, question in enumerate(quiz.questions, 1):
        answer = list((answers or {}).get(question.id, []))
        mark = given[number - 1] if number <= len(given) else None
        drawn.append(_shown(question, number, seed, answer, told.get(question.id), mark))
    return drawn


def _shown(
    question: Question, number: int, seed: str, answer: list[str], problem: Sentence | None, mark: Mark | None
) -> Shown:
    options: list[Option] = []
    lines: list[Line] = []
    if question.kind in {"single", "multiple"}:
        options = _options(_drawn(question, question.options, seed), answer)
    elif question.kind == "order":
        place = dict(zip([one.id for one in question.items], answer, strict=False))
        for line, item in enumerate(_drawn(question, question.items, seed), 1):
            numbers = [Option(text, text, text == place.get(item.id)) for text in places(question)]
            lines.append(Line(f"{question.id}-{line}", item.html, numbers))
    elif question.kind == "pairs":
        rights = _drawn(question, question.right, seed)
        for line, item in enumerate(question.left, 1):
            chosen = answer[line - 1 : line]
            lines.append(Line(f"{question.id}-{line}", item.html, _options(rights, chosen)))
    typed = answer[0] if answer and question.kind in {"number", "text"} else ""
    return Shown(
        question.id, number, question.kind, question.html, question.short, options, lines, typed, problem, mark
    )


def _options(drawn: list[Choice], chosen: list[str]) -> list[Option]:
    return [Option(str(place), one.html, one.id in chosen) for place, one in enumerate(drawn, 1)]


def _drawn(question: Question, choices: tuple[Choice, ...], seed: str) -> list[Choice]:
    """Shuffled by the seed; an order or pairs never stand as they are right."""

    def lot(one: Choice) -> bytes:
        return hashlib.sha256(f"{seed}\n{question.id}\n{one.id}".encode()).digest()

    drawn = sorted(choices, key=lot)
    told = {"order": question.items, "pairs": question.left}.get(question.kind, ())
    if told and [one.id for one in drawn][: len(told)] == [one.id for one in told] and len(drawn) > 1:
        drawn = [*drawn[1:], drawn[0]]
    return drawn


@dataclass(frozen=True)
class Reply:
    """What a form said: `answers` with gaps where something is missing, and a sentence for each question to mend."""

    answers: dict[str, list[str]]
    problems: dict[str, Sentence]


def read(quiz: Quiz, seed: str, sent: Sent) -> Reply:
    """Read a form that `shown(quiz, seed)` drew. What belongs to no question is ignored."""
    answers, problems = {}, {}
    for question in quiz.questions:
        answer, problem = _read_question(question, seed, sent)
        answers[question.id] = answer
        if problem:
            problems[question.id] = problem
    return Reply(answers, problems)


def _read_question(question: Question, seed: str, sent: Sent) -> tuple[list[str], Sentence | None]:
    if question.kind in {"number", "text"}:
        typed = replies.clean(next(iter(sent.getlist(question.id)), ""))
        answer = [typed[: replies.LONGEST + 1]] if typed else []
        return answer, problem_in(question, answer)
    if question.kind in {"single", "multiple"}:
        values = [value for value in sent.getlist(question.id) if value][: len(question.options) + 1]
        ids = [_at(_drawn(question, question.options, seed), value) for value in values]
        if None in ids or (question.kind == "single" and len(ids) > 1):
            return [], FOREIGN
        answer = [one.id for one in question.options if one.id in ids]
        return answer, problem_in(question, answer)
    return _read_lines(question, seed, sent)


def _read_lines(question: Question, seed: str, sent: Sent) -> tuple[list[str], Sentence | None]:
    """An order or pairs: one select a line; the lines of an order stand where the seed put them."""
    lines = _drawn(question, question.items, seed) if question.kind == "order" else list(question.left)
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        value = next(iter(sent.getlist(f"{question.id}-{number}")), "")
        if value and question.kind == "order" and value not in places(question):
            return [], FOREIGN
        if value and question.kind == "pairs":
            chosen = _at(_drawn(question, question.right, seed), value)
            if chosen is None:
                return [], FOREIGN
            value = chosen
        found[line.id] = value
    answer = [found[line.id] for line in (question.items or question.left)]
    return answer, problem_in(question, answer)


def _at(drawn: list[Choice], value: str) -> str | None:
    place = place_in(value)
    return drawn[place - 1].id if 1 <= place <= len(drawn) else None
