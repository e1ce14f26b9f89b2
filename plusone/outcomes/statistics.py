"""Formulas of rates, without a library, so that an auditor can read them. Nothing here touches the database.

Sources: E. B. Wilson, JASA 22 (1927) 209-212; R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10.
"""

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054  # the standard normal's 97.5 % point


@dataclass(frozen=True)
class Interval:
    """Two shares between 0 and 1 (a difference: between -1 and 1)."""

    low: float
    high: float


@dataclass(frozen=True)
class Rounded:
    """A count as the public sees it: `low` and `high` are all that can be known of it, equal unless it is small."""

    low: int
    high: int

    @property
    def small(self) -> bool:
        """Shown as *fewer than* `high`."""
        return self.low != self.high


def wilson(part: int, whole: int, z: float = Z95) -> Interval:
    """The score interval of a share `part / whole`; `whole` is more than 0."""
    share, square = part / whole, z * z
    middle = share + square / (2 * whole)
    half = z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    scale = 1 + square / whole
    return Interval(max((middle - half) / scale, 0.0), min((middle + half) / scale, 1.0))


def newcombe(part: int, whole: int, other_part: int, other_whole: int) -> Interval:
    """The 95 % interval of `part / whole - other_part / other_whole`, from the two Wilson intervals."""
    one, other = part / whole, other_part / other_whole
    mine, theirs = wilson(part, whole), wilson(other_part, other_whole)
    below = sqrt((one - mine.low) ** 2 + (theirs.high - other) ** 2)
    above = sqrt((mine.high - one) ** 2 + (other - theirs.low) ** 2)
    return Interval(one - other - below, one - other + above)


def bounds(part: int, unknown: int, whole: int) -> Interval:
    """What the share would be if none, and if all, of the unknown belonged to it. Unknown stays in `whole`."""
    if whole <= 0 or part < 0 or unknown < 0 or part + unknown > whole:
        raise ValueError("Known and unknown are parts of a whole that is not empty.")
    return Interval(part / whole, (part + unknown) / whole)


def rounded(count: int, to: int = 5) -> Rounded:
    """The nearest multiple of `to`, halves up. 0 stays 0; from 1 to `to` - 1 only *fewer than* `to` is known."""
    if count < 0:
        raise ValueError("A count is not negative.")
    if 0 < count < to:
        return Rounded(0, to)
    whole = (2 * count + to) // (2 * to) * to
    return Rounded(whole, whole)


def suppressed(whole: int, least: int = 20) -> bool:
    """Whether so few people are behind a rate that it would speak of persons."""
    return whole < least
