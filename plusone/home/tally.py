"""The tally as a picture: a plus is verified, a dash celebrated, a dot still to come. Two strokes, no colour needed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plusone.core.text import gettext as _
from plusone.core.text import ngettext

COLUMNS = 25
MOST = 100  # marks; more than that nobody counts with the eye


@dataclass(frozen=True)
class Tally:
    """`people` stand for one mark; the three kinds of marks add up to the goal."""

    people: int
    verified: int
    celebrated: int
    to_come: int

    @property
    def marks(self) -> int:
        return self.verified + self.celebrated + self.to_come

    @property
    def text(self) -> str:
        """The same as the picture, for who does not see it."""
        return _(
            "Of %(marks)s marks, one for each %(people)s people, %(verified)s are verified, "
            "%(celebrated)s celebrated and not verified, %(to_come)s still to come."
        ) % {
            "marks": self.marks,
            "people": number_format(self.people, force_grouping=True),
            "verified": self.verified,
            "celebrated": self.celebrated,
            "to_come": self.to_come,
        }

    @property
    def legend(self) -> str:
        return ngettext("One mark: one person", "One mark: %(n)s people", self.people) % {
            "n": number_format(self.people, force_grouping=True)
        }

    def svg(self, more: str = "") -> SafeString:
        rows = -(-self.marks // COLUMNS)
        done = self.verified + self.celebrated
        return format_html(
            '<svg class="tally{}" viewBox="0 0 {} {}" role="img" aria-label="{}">'
            '<path class="v" d="{}"/><path class="h" d="{}"/><path class="d" d="{}"/></svg>',
            more and f" {more}",
            COLUMNS * 10,
            rows * 10,
            self.text,
            _rows(0, self.verified),
            _rows(0, done),
            _rows(done, self.marks),
        )

    def past(self) -> SafeString:
        return self.svg("past")


def tally(*, target: int, celebrated: int, verified: int) -> Tally:
    """Marks for a goal: as many as the eye can count, each for 1, 2 or 5 times a power of ten people.

    A mark appears when it is full, so that the picture never shows more than was reached.
    """
    people = next(size for size in _sizes() if -(-target // size) <= MOST)
    marks = -(-target // people)
    plus = min(verified // people, marks)
    dash = min(max(celebrated, verified) // people, marks) - plus
    return Tally(people, plus, dash, marks - plus - dash)


def _sizes() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def _rows(start: int, end: int) -> str:
    """One stroke a row, from mark `start` to before mark `end`."""
    strokes = []
    for row in range(start // COLUMNS, -(-end // COLUMNS)):
        first, last = max(start, row * COLUMNS), min(end, (row + 1) * COLUMNS)
        if first < last:
            strokes.append(f"M{(first - row * COLUMNS) * 10} {row * 10 + 5}H{(last - row * COLUMNS) * 10}")
    return "".join(strokes)
