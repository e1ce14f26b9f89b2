"""A quiz written as text, to the plain values that marking and pages read.

    {"questions": [{"id": "q1", "kind": "single", "html": …, "options": [{"id": "a", "html": …, "right": true,
    "feedback": …}], "if_right": …, "if_wrong": …, "nots": [{"value": …, "html": …}]}]}

`kind` is single, multiple, number, text, order or pairs. A number has `answers` [[low, high], …] as decimal text, a
text has `answers` as plain words, an order has `items` in the right order, pairs have `left` and `right`, where equal
ids belong together. Keys that a question does not need are left out. Ids follow the position.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from html import unescape
from typing import Any

from plusone.core.text import gettext as _

Draw = Callable[[str, int], str]  # (Markdown, line) to clean HTML
Tell = Callable[[int, str, str], None]  # (line, sentence, cure)

QUESTION = re.compile(r"^#{2,4}(?:\s+(?P<text>.*))?$")
SINGLE = re.compile(r"^[-*+]\s+\((?P<mark>[ xX]?)\)\s*(?P<text>.*)$")
MULTIPLE = re.compile(r"^[-*+]\s+\[(?P<mark>[ xX]?)\]\s*(?P<text>.*)$")
PAIR = re.compile(r"^[-*+]\s+(?P<text>.*=>.*)$")
ITEM = re.compile(r"^\d+[.)]\s+(?P<text>.*)$")
KEYED = re.compile(r"^(?P<key>number|text|right|wrong)\s*:\s*(?P<text>.*)$", re.IGNORECASE)
NOT = re.compile(r"^not\s+(?P<value>[^:]+):(?P<text>.*)$", re.IGNORECASE)
CODE = re.compile(r"^\s*(`{3,}|~{3,})")
SPREAD = re.compile(r"±|\+/-|\+-")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
MARKUP = re.compile(r"<[^>]+>")


@dataclass
class Piece:
    """An option, an item or a pair as it is read: its words, its line, its feedback."""

    text: str
    line: int
    right: bool = False
    other: str = ""
    feedback: list[str] = field(default_factory=list)
    feedback_line: int = 0


@dataclass
class Draft:
    """A question while its lines are read."""

    line: int
    stem: list[str]
    single: list[Piece] = field(default_factory=list)
    multiple: list[Piece] = field(default_factory=list)
    order: list[Piece] = field(default_factory=list)
    pairs: list[Piece] = field(default_factory=list)
    number: list[Piece] = field(default_factory=list)
    text: list[Piece] = field(default_factory=list)
    nots: list[Piece] = field(default_factory=list)
    said: dict[str, Piece] = field(default_factory=dict)

    def kinds(self) -> list[str]:
        return [kind for kind in ("single", "multiple", "number", "text", "order", "pairs") if getattr(self, kind)]


def parse(text: str, *, first_line: int, draw: Draw, tell: Tell) -> dict[str, Any]:
    """Read the text between the fences of a quiz. What is missing is told with its line; each of it blocks."""
    drafts = _Reader(text, first_line, tell).read()
    if not drafts:
        tell(first_line, _("The quiz has no question"), _("Begin each question with “### ”."))
    questions = [_question(draft, f"q{number}", draw, tell) for number, draft in enumerate(drafts, 1)]
    return {"questions": [one for one in questions if one is not None]}


class _Reader:
    """Lines to drafts. Each line is a new thing, or goes on with the one before."""

    def __init__(self, text: str, first_line: int, tell: Tell) -> None:
        self.lines, self.first_line, self.tell = text.split("\n"), first_line, tell
        self.drafts: list[Draft] = []
        self.piece: Piece | None = None
        self.code = ""

    def read(self) -> list[Draft]:
        for number, raw in enumerate(self.lines, self.first_line):
            line = raw.rstrip()
            mark = CODE.match(line)
            if self.code or mark:
                self._go_on(line, number)
                if mark:
                    self.code = "" if self.code else mark[1]
            elif not self._begins(line, number):
                self._go_on(line, number)
        return self.drafts

    def _begins(self, line: str, number: int) -> bool:
        question = QUESTION.match(line)
        if question:
            self.drafts.append(Draft(number, [_without_closing(question["text"] or "")]))
            self.piece = None
            return True
        return bool(self.drafts) and self._begins_piece(self.drafts[-1], line, number)

    def _begins_piece(self, draft: Draft, line: str, number: int) -> bool:
        """Is it an option, an answer or a feedback of its own? Then remember it."""
        for pattern, home in ((SINGLE, draft.single), (MULTIPLE, draft.multiple)):
            found = pattern.match(line)
            if found:
                self.piece = Piece(found["text"].strip(), number, found["mark"].lower() == "x")
                home.append(self.piece)
                return True
        found = PAIR.match(line)
        if found:
            left, _arrow, right = found["text"].partition("=>")
            self.piece = Piece(left.strip(), number, other=right.strip())
            draft.pairs.append(self.piece)
            return True
        found = ITEM.match(line)
        if found:
            self.piece = Piece(found["text"].strip(), number)
            draft.order.append(self.piece)
            return True
        return self._begins_line(draft, line, number)

    def _begins_line(self, draft: Draft, line: str, number: int) -> bool:
        found = NOT.match(line)
        if found:
            self.piece = Piece(found["value"].strip(), number, other=found["text"].strip())
            draft.nots.append(self.piece)
            return True
        found = KEYED.match(line)
        if not found:
            return False
        key = found["key"].lower()
        self.piece = Piece(found["text"].strip(), number)
        if key in ("number", "text"):
            getattr(draft, key).append(self.piece)
        elif key in draft.said:
            self.tell(number, _("This feedback is given twice"), _("Keep one of them."))
        else:
            draft.said[key] = self.piece
        return True

    def _go_on(self, line: str, number: int) -> None:
        """A line that begins nothing belongs to the piece before it, or to the question's own words."""
        bare = line.strip()
        if not self.drafts:
            if bare:
                self.tell(number, _("Words before the first question"), _("Begin each question with “### ”."))
        elif self.piece is None:
            self.drafts[-1].stem.append(line)
        elif bare.startswith(">") and not self.code:
            self.piece.feedback_line = self.piece.feedback_line or number
            self.piece.feedback.append(bare[1:].strip())
        elif bare:
            self._belongs(bare, number)

    def _belongs(self, bare: str, number: int) -> None:
        piece = self.piece
        assert piece is not None  # noqa: S101 - asked by the caller
        if piece.feedback:
            piece.feedback.append(bare)
        elif any(piece is one for draft in self.drafts for one in [*draft.nots, *draft.pairs]):
            piece.other = f"{piece.other} {bare}".strip()
        elif any(piece is one for draft in self.drafts for one in [*draft.number, *draft.text]):
            self.tell(number, _("This line belongs to no answer"), _("Begin it with “right:”, “wrong:” or “text:”."))
        else:
            piece.text = (
                f"{piece.text}\n{bare}" if self.code or bare.startswith(("```", "~~~")) else f"{piece.text} {bare}"
            )


def _without_closing(text: str) -> str:
    """A heading may end in number signs behind a blank; they are no words."""
    bare = text.rstrip().rstrip("#")
    return bare.rstrip() if bare != bare.rstrip() or not bare else text.rstrip()


def _question(draft: Draft, name: str, draw: Draw, tell: Tell) -> dict[str, Any] | None:
    stem = "\n".join(draft.stem).strip()
    if not stem:
        tell(draft.line, _("A question has no words"), _("Write the question behind “### ”."))
    kinds = draft.kinds()
    if len(kinds) != 1:
        sentence = _("This question has no answer") if not kinds else _("This question mixes ways of answering")
        tell(draft.line, sentence, _("Give it options, a number, a text, an order or pairs, and only one of these."))
        return None
    kind = kinds[0]
    made: dict[str, Any] = {"id": name, "kind": kind, "html": draw(stem, draft.line)}
    made.update(BUILD[kind](draft, draw, tell))
    for key, field_name in (("right", "if_right"), ("wrong", "if_wrong")):
        if key in draft.said and draft.said[key].text:
            made[field_name] = draw(draft.said[key].text, draft.said[key].line)
    if draft.nots:
        made["nots"] = _nots(draft, kind, draw, tell)
    return made


def _options(draft: Draft, draw: Draw, tell: Tell) -> dict[str, Any]:
    pieces = draft.single or draft.multiple
    right = sum(one.right for one in pieces)
    if not right:
        tell(draft.line, _("This question has no right answer"), _("Mark one with (x) or [x]."))
    if draft.single and right > 1:
        tell(draft.line, _("This question has two right answers"), _("Use square brackets for several: - [x]."))
    if len(pieces) < 2:
        tell(draft.line, _("This question has only one option"), _("Add another one."))
    made = []
    for one, drawn in zip(pieces, _drawn(pieces, draw, tell), strict=True):
        option: dict[str, Any] = {**drawn, "right": one.right}
        if one.feedback:
            option["feedback"] = draw(" ".join(one.feedback), one.feedback_line)
        made.append(option)
    return {"options": made}


def _order(draft: Draft, draw: Draw, tell: Tell) -> dict[str, Any]:
    if len(draft.order) < 2:
        tell(draft.line, _("There is nothing to put in order"), _("Give at least two steps."))
    return {"items": _drawn(draft.order, draw, tell)}


def _pairs(draft: Draft, draw: Draw, tell: Tell) -> dict[str, Any]:
    if len(draft.pairs) < 2:
        tell(draft.line, _("There is only one pair"), _("Give at least two."))
    right = [Piece(one.other, one.line) for one in draft.pairs]
    return {"left": _drawn(draft.pairs, draw, tell), "right": _drawn(right, draw, tell)}


def _numbers(draft: Draft, draw: Draw, tell: Tell) -> dict[str, Any]:
    answers = []
    for one in draft.number:
        span = number_range(one.text)
        if span is None:
            tell(one.line, _("This is not a number: %s") % one.text, _("Write 4, 3.9..4.1 or 4 ± 0.1."))
        else:
            answers.append([plain_number(span[0]), plain_number(span[1])])
    return {"answers": answers}


def _texts(draft: Draft, draw: Draw, tell: Tell) -> dict[str, Any]:
    answers: list[str] = []
    for one in draft.text:
        words = plain(draw(one.text, one.line))
        if not words:
            tell(one.line, _("This answer is empty"), _("Write the word that is right."))
        elif words.casefold() in {known.casefold() for known in answers}:
            tell(one.line, _("This answer is given twice"), _("Take one out."))
        else:
            answers.append(words)
    return {"answers": answers}


BUILD: dict[str, Callable[[Draft, Draw, Tell], dict[str, Any]]] = {
    "single": _options,
    "multiple": _options,
    "number": _numbers,
    "text": _texts,
    "order": _order,
    "pairs": _pairs,
}


def _nots(draft: Draft, kind: str, draw: Draw, tell: Tell) -> list[dict[str, str]]:
    made = []
    for one in draft.nots:
        value = plain(draw(one.text, one.line))
        if kind not in ("number", "text"):
            tell(one.line, _("“not” answers only a number or a text"), _("Write feedback below the option: > …"))
        elif kind == "number":
            number = decimal(value)
            if number is None:
                tell(one.line, _("This is not a number: %s") % one.text, _("Write it as 4 or 3.9."))
                continue
            value = plain_number(number)
        if not one.other:
            tell(one.line, _("This feedback is empty"), _("Say what to look at."))
        made.append({"value": value, "html": draw(one.other, one.line)})
    return made


def _drawn(pieces: list[Piece], draw: Draw, tell: Tell) -> list[dict[str, str]]:
    """Each piece with its letter; an empty one, or one that stands there twice, is told."""
    made: list[dict[str, str]] = []
    seen: set[str] = set()
    for place, one in enumerate(pieces):
        html = draw(one.text, one.line)
        words = html if "<img" in html else plain(html)
        if not words:
            tell(one.line, _("This option is empty"), _("Write it, or take it out."))
        elif words in seen:
            tell(one.line, _("This option stands here twice"), _("Take one out."))
        seen.add(words)
        made.append({"id": letter(place), "html": html})
    return made


def letter(place: int) -> str:
    """a, b, c … z, aa, ab …"""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(97 + rest) + name
    return name


def plain(html: str) -> str:
    """The words of a drawn text: no markup, no invisible characters, one blank between words."""
    text = unicodedata.normalize("NFC", unescape(MARKUP.sub("", html)))
    return " ".join(INVISIBLE.sub("", text).split())


def decimal(text: str) -> Decimal | None:
    """A number as people write it, with a point or one comma; None for anything else, and for absurd sizes."""
    bare = INVISIBLE.sub("", text).replace("\u2212", "-").replace("\u00a0", " ").strip()
    if re.fullmatch(r"[+-]?\d+,\d+", bare):
        bare = bare.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", bare) or len(bare) > 40:
        return None
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def number_range(text: str) -> tuple[Decimal, Decimal] | None:
    """`4`, `3.9..4.1` or `4 ± 0.1` as a closed range."""
    spread = SPREAD.split(text.strip(), maxsplit=1)
    if len(spread) == 2 and spread[0].strip():
        middle, by = decimal(spread[0]), decimal(spread[1])
        return None if middle is None or by is None or by < 0 else (middle - by, middle + by)
    parts = text.split("..") if ".." in text else [text, text]
    ends = [decimal(part) for part in parts]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] > ends[1]:
        return None
    return ends[0], ends[1]


def plain_number(number: Decimal) -> str:
    """Without an exponent and without idle zeros: 4, 3.9, 10000000000."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
