import pytest

from plusone.outcomes import statistics
from plusone.outcomes.statistics import Rounded


def test_the_wilson_interval_is_that_of_the_published_vector():
    found = statistics.wilson(7, 12)
    assert (round(found.low, 4), round(found.high, 4)) == (0.3195, 0.8067)


@pytest.mark.parametrize(("part", "whole"), [(0, 20), (20, 20), (0, 1), (1, 1), (1, 1_000_000)])
def test_the_wilson_interval_holds_its_share_and_stays_between_0_and_1(part, whole):
    found = statistics.wilson(part, whole)
    assert 0 <= found.low <= part / whole <= found.high + 1e-12 <= 1 + 1e-9


def test_newcombes_difference_is_that_of_the_published_vector():
    found = statistics.newcombe(45, 100, 30, 80)
    assert (round(found.low, 4), round(found.high, 4)) == (-0.0692, 0.2133)


def test_newcombes_difference_turns_its_sign_with_the_groups():
    one, other = statistics.newcombe(45, 100, 30, 80), statistics.newcombe(30, 80, 45, 100)
    assert one.low == pytest.approx(-other.high)
    assert one.high == pytest.approx(-other.low)


def test_the_bounds_are_those_of_the_published_vector():
    found = statistics.bounds(60, 25, 100)
    assert (found.low, found.high) == (0.60, 0.85)


def test_four_known_of_ten_are_not_all():
    found = statistics.bounds(4, 6, 10)
    assert (found.low, found.high) == (0.4, 1.0)


@pytest.mark.parametrize(("part", "unknown", "whole"), [(5, 0, 3), (2, 2, 3), (-1, 0, 3), (0, 0, 0), (1, -1, 3)])
def test_parts_that_are_more_than_the_whole_are_refused_not_trimmed(part, unknown, whole):
    with pytest.raises(ValueError, match="whole"):
        statistics.bounds(part, unknown, whole)


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, Rounded(0, 0)),
        (1, Rounded(0, 5)),
        (2, Rounded(0, 5)),
        (3, Rounded(0, 5)),
        (4, Rounded(0, 5)),
        (5, Rounded(5, 5)),
        (7, Rounded(5, 5)),
        (8, Rounded(10, 10)),
        (22, Rounded(20, 20)),
        (23, Rounded(25, 25)),
    ],
)
def test_counts_are_rounded_to_five_and_small_ones_said_to_be_small(count, shown):
    assert statistics.rounded(count) == shown
    assert statistics.rounded(count).small == (0 < count < 5)


def test_rounding_never_turns_an_order_around_and_never_moves_far():
    shown = [statistics.rounded(count, 10) for count in range(2000)]
    assert shown == sorted(shown, key=lambda one: (one.high, one.low))
    assert all(abs(one.high - count) <= 5 for count, one in enumerate(shown) if not one.small)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        statistics.rounded(-1)


def test_a_rate_of_fewer_than_twenty_is_suppressed():
    assert statistics.suppressed(19)
    assert not statistics.suppressed(20)
