"""What a rendering is told, and what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Target:
    """Where a link or a picture of the text leads. `data` become `data-…` attributes of a link."""

    href: str
    width: int | None = None
    height: int | None = None
    data: Mapping[str, str] = field(default_factory=dict)


class Links(Protocol):
    """`kind` is "link" or "picture"; None means that there is nothing at this address."""

    def __call__(self, address: str, kind: str) -> Target | None: ...


@dataclass(frozen=True)
class Problem:
    """Something in the text that somebody should look at. `key` tells the kinds apart."""

    line: int
    key: str
    sentence: str
    cure: str = ""
    blocks: bool = False


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    id: str


@dataclass(frozen=True)
class Box:
    """How a fenced block is shown.

    `style`: `note`, `folded` (until somebody opens it), `hidden` (left out of the page) or `filled`: its words come
    from `fill(argument)`, a pair of text and language, or None where there are none.
    """

    style: str = "note"
    label: Any = ""
    fill: Callable[[str], tuple[str, str] | None] | None = None
    labelled: bool = False  # the label stands before the text's own title too


@dataclass(frozen=True)
class Rendered:
    """`html` is clean; `counts` says how many of what was drawn (`code`, `picture`, `table`, `box:KIND`)."""

    html: str
    problems: list[Problem]
    headings: list[Heading]
    counts: dict[str, int]
