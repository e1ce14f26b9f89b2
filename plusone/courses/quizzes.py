"""Quizzes: questions, their right answers, and how answers are marked.

An answer is a list of plain texts, the same in a form, in an attempt and in a test:
`single` and `multiple` the ids of the chosen options; `number` and `text` what was typed; `order` the place (from
"1") of each item, in the order in which the items are written; `pairs` the id chosen for each item on the left, in
the order in which those are written. An empty text is a gap.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.text import Truncator

from plusone.core.text import gettext_lazy as _
from plusone.courses import replies

Sentence = str | Promise
Answers = Mapping[str, list[str]]


@dataclass(frozen=True)
class Choice:
    """An option, an item of an order, or one side of a pair."""

    id: str
    html: str
    right: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class Not:
    """A reply that is expected to be wrong, and what to say about it."""

    value: str
    html: str


@dataclass(frozen=True)
class Question:
    id: str
    kind: str
    html: str
    options: tuple[Choice, ...] = ()
    answers: tuple[Any, ...] = ()
    items: tuple[Choice, ...] = ()
    left: tuple[Choice, ...] = ()
    right: tuple[Choice, ...] = ()
    if_right: str = ""
    if_wrong: str = ""
    nots: tuple[Not, ...] = ()

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> "Question":
        def choices(name: str) -> tuple[Choice, ...]:
            return tuple(
                Choice(one["id"], one["html"], bool(one.get("right")), one.get("feedback", ""))
                for one in given.get(name, ())
            )

        return cls(
            given["id"],
            given["kind"],
            given["html"],
            choices("options"),
            tuple(tuple(one) if isinstance(one, list) else one for one in given.get("answers", ())),
            choices("items"),
            choices("left"),
            choices("right"),
            given.get("if_right", ""),
            given.get("if_wrong", ""),
            tuple(Not(one["value"], one["html"]) for one in given.get("nots", ())),
        )

    def as_json(self) -> dict[str, Any]:
        made: dict[str, Any] = {"id": self.id, "kind": self.kind, "html": self.html}
        if self.options:
            made["options"] = [
                {"id": one.id, "html": one.html, "right": one.right, "feedback": one.feedback} for one in self.options
            ]
        if self.answers:
            made["answers"] = [list(one) if isinstance(one, tuple) else one for one in self.answers]
        for name in ("items", "left", "right"):
            if getattr(self, name):
                made[name] = [{"id": one.id, "html": one.html} for one in getattr(self, name)]
        for name in ("if_right", "if_wrong"):
            if getattr(self, name):
                made[name] = getattr(self, name)
        if self.nots:
            made["nots"] = [{"value": one.value, "html": one.html} for one in self.nots]
        return made

    @property
    def short(self) -> str:
        """The question in one line of plain text."""
        return Truncator(" ".join(strip_tags(self.html).split())).chars(80)


@dataclass(frozen=True)
class Quiz:
    questions: tuple[Question, ...]

    @classmethod
    def from_json(cls, given: Mapping[str, Any] | None) -> "Quiz":
        """What is stored with a chapter; a chapter without a quiz is one without questions."""
        return cls(tuple(Question.from_json(one) for one in (given or {}).get("questions", ())))

    def as_json(self) -> dict[str, Any]:
        return {"questions": [one.as_json() for one in self.questions]}


UNANSWERED: dict[str, Sentence] = {
    "single": _("Choose one answer."),
    "multiple": _("Choose at least one answer."),
    "number": _("Write a number."),
    "text": _("Write an answer."),
    "order": _("Give each line a place."),
    "pairs": _("Choose an answer for each line."),
}
FOREIGN = _("Choose one of the answers that are shown.")
NO_NUMBER = _("We did not understand this number. Write it with digits, such as 3.5.")
TOO_LONG = _("Write a shorter answer, of 500 letters at most.")
PLACE_TWICE = _("Two lines have the same place. Give each its own.")


def problem_in(question: Question, answer: list[str]) -> Sentence | None:
    """What stops an answer from being marked; None where it can be."""
    if not answer or not all(answer):
        return UNANSWERED[question.kind]
    if question.kind in {"number", "text"}:
        if len(answer[0]) > replies.LONGEST:
            return TOO_LONG
        return NO_NUMBER if question.kind == "number" and not replies.numbers(answer[0]) else None
    if question.kind == "order":
        return None if sorted(answer, key=place_in) == places(question) else PLACE_TWICE
    known = {one.id for one in (question.right if question.kind == "pairs" else question.options)}
    wanted = {"single": 1, "pairs": len(question.left)}.get(question.kind, len(answer))
    return None if set(answer) <= known and len(answer) == wanted else FOREIGN


def places(question: Question) -> list[str]:
    return [str(number) for number in range(1, len(question.items) + 1)]


def place_in(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


@dataclass(frozen=True)
class Mark:
    """Whether a question is answered rightly, and what is said about it (sanitised HTML)."""

    right: bool
    feedback: list[str]

    def as_json(self) -> dict[str, Any]:
        return {"right": self.right, "feedback": self.feedback}


def mark(quiz: Quiz, answers: Answers) -> list[Mark]:
    """One mark a question, in their order; a question that is missing in `answers` is wrong."""
    return [mark_question(question, answers.get(question.id, [])) for question in quiz.questions]


def mark_question(question: Question, answer: list[str]) -> Mark:
    right = problem_in(question, answer) is None and _RIGHT[question.kind](question, answer)
    said = [one.feedback for one in question.options if one.id in answer and one.feedback]
    if answer and not right:
        said += [one.html for one in question.nots if _is_not(question, one.value, answer[0])]
    said += [question.if_right if right else question.if_wrong]
    return Mark(right, [html for html in said if html])


def passes(score: int, most: int, pass_mark: int) -> bool:
    """Exactly: 70 % of 10 is 7, and 7 passes. A quiz without a question cannot be passed."""
    return most > 0 and score * 100 >= pass_mark * most


def solved(quiz: Quiz) -> dict[str, list[str]]:
    """Answers that are all right: for those who check a quiz, and for the demo's history."""
    return {question.id: _solution(question) for question in quiz.questions}


def _solution(question: Question) -> list[str]:
    if question.kind in {"single", "multiple"}:
        return [one.id for one in question.options if one.right]
    if question.kind == "order":
        return places(question)
    if question.kind == "pairs":
        return [one.id for one in question.left]
    first = question.answers[0]
    return [first if isinstance(first, str) else first[0]]


def _chosen_right(question: Question, answer: list[str]) -> bool:
    return set(answer) == {one.id for one in question.options if one.right}


def _in_range(question: Question, answer: list[str]) -> bool:
    meant = replies.numbers(answer[0])
    return any(Decimal(low) <= number <= Decimal(high) for low, high in question.answers for number in meant)


def _same_words(question: Question, answer: list[str]) -> bool:
    return any(replies.same_words(words, answer[0]) for words in question.answers)


def _in_order(question: Question, answer: list[str]) -> bool:
    """By what the lines say: two that read alike may change places."""
    said = [
        item.html for _n, item in sorted(zip(map(int, answer), question.items, strict=True), key=lambda one: one[0])
    ]
    return said == [item.html for item in question.items]


def _paired(question: Question, answer: list[str]) -> bool:
    """By what the answers say: two that read alike are the same answer."""
    says = {one.id: one.html for one in question.right}
    return all(says[chosen] == says[line.id] for line, chosen in zip(question.left, answer, strict=True))


def _is_not(question: Question, value: str, typed: str) -> bool:
    if question.kind == "number":
        return bool(set(replies.numbers(value)) & set(replies.numbers(typed)))
    return question.kind == "text" and replies.same_words(value, typed)


_RIGHT = {
    "single": _chosen_right,
    "multiple": _chosen_right,
    "number": _in_range,
    "text": _same_words,
    "order": _in_order,
    "pairs": _paired,
}
