"""One row of the table: what was measured, what was to be reached, and what came out."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from bench.wrk import Load


@dataclass(frozen=True)
class Result:
    """`value` against `target` ("≥" or "≤"); `spread` the lowest and highest of its rounds; `told` what else is worth
    knowing, in words. Without a target it is told only."""

    what: str
    value: float | None
    unit: str = ""
    sign: str = ""
    target: float | None = None
    spread: tuple[float, float] | None = None
    told: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def reached(self) -> bool | None:
        if self.target is None:
            return None
        if self.value is None:
            return False
        return self.value >= self.target if self.sign == "≥" else self.value <= self.target

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "reached": self.reached}


def in_turn(
    first: Callable[[], Load], second: Callable[[], Load], rounds: int, figure: Callable[[Load], float]
) -> tuple[list[float], list[float], list[float]]:
    """Measure A B A B …; the figures of both, and the ratio first/second of each round."""
    ones, others = [], []
    for _round in range(rounds):
        ones.append(figure(first()))
        others.append(figure(second()))
    return ones, others, [one / other for one, other in zip(ones, others, strict=True)]


def spread(values: Iterable[float], digits: int = 2) -> tuple[float, float]:
    found = sorted(values)
    return round(found[0], digits), round(found[-1], digits)


def middle(values: Iterable[float], digits: int = 2) -> float:
    return round(median(values), digits)
