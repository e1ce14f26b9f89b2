"""The picture of the count never shows more than was reached, and always adds up to the goal."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plusone.home.tally import COLUMNS, MOST, tally


@pytest.mark.parametrize(
    ("target", "celebrated", "verified", "marks"),
    [
        (500, 170, 136, (5, 27, 7, 66)),
        (1_000_000, 60, 45, (10_000, 0, 0, 100)),
        (30, 3, 1, (1, 1, 2, 27)),
        (1, 0, 0, (1, 0, 0, 1)),
        (1, 5, 5, (1, 1, 0, 0)),
        (101, 101, 101, (2, 50, 0, 1)),
    ],
)
def test_marks_for_a_goal(target, celebrated, verified, marks):
    shown = tally(target=target, celebrated=celebrated, verified=verified)
    assert (shown.people, shown.verified, shown.celebrated, shown.to_come) == marks


@given(some.integers(1, 10**9), some.integers(0, 10**9), some.integers(0, 10**9))
def test_marks_are_never_more_than_the_eye_counts_nor_than_was_reached(target, celebrated, verified):
    shown = tally(target=target, celebrated=celebrated, verified=verified)
    assert 1 <= shown.marks <= MOST
    assert min(shown.verified, shown.celebrated, shown.to_come) >= 0
    assert shown.verified * shown.people <= verified


def test_the_picture_is_three_strokes_with_words():
    svg = tally(target=100, celebrated=30, verified=26).svg()
    assert f'd="M0 5H{COLUMNS * 10}M0 15H10"' in svg
    assert "26 are verified, 4 celebrated and not verified, 70 still to come" in svg
    assert len(svg) < 500
