"""What was found in the files that somebody brought: nothing is dropped in silence."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

KEPT, LEFT_OUT, NOT_CONVERTED = "kept", "left_out", "not_converted"


@dataclass(frozen=True)
class Found:
    """Something that somebody should look at. `blocks` says that it stops publishing; else it is good to know."""

    file: str
    line: int
    sentence: str
    cure: str = ""
    blocks: bool = False
    key: str = ""

    @property
    def severity(self) -> str:
        return "blocks" if self.blocks else "notes"

    @property
    def where(self) -> str:
        """`file:line`, or the file alone where the line says nothing."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True)
class Fate:
    """What became of one file: kept, left out or not converted, and why."""

    path: str
    kind: str
    fate: str = KEPT
    reason: str = ""
    size: int = 0
    checksum: str = ""


@dataclass
class Report:
    """`layout` names how the folder was read, `inside` counts what the chapters hold."""

    layout: str = "plusone"
    title: str = ""
    licence: str = ""
    found: list[Found] = field(default_factory=list)
    files: list[Fate] = field(default_factory=list)
    inside: dict[str, int] = field(default_factory=dict)
    chapters: int = 0

    def tell(self, file: str, line: int, sentence: Any, cure: Any = "", *, blocks: bool = False, key: str = "") -> None:
        self.found.append(Found(file, line, str(sentence), str(cure), blocks, key))

    def count(self, name: str, number: int = 1) -> None:
        self.inside[name] = self.inside.get(name, 0) + number

    @property
    def blocking(self) -> list[Found]:
        return [one for one in self.found if one.blocks]

    @property
    def notes(self) -> list[Found]:
        return [one for one in self.found if not one.blocks]

    def fates(self, fate: str) -> list[Fate]:
        return [one for one in self.files if one.fate == fate]

    def lines(self) -> Iterator[str]:
        """The report as sentences, for a terminal."""
        for one in self.files:
            if one.fate != KEPT:
                yield f"{one.path}: {one.reason}"
        for found in sorted(self.found, key=lambda one: (not one.blocks, one.file, one.line)):
            yield f"{found.where}: {found.sentence}. {found.cure}".rstrip(". ") + "."

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Report":
        known = dict(data)
        known["found"] = [Found(**one) for one in data["found"]]
        known["files"] = [Fate(**one) for one in data["files"]]
        return cls(**known)
