"""The lines between two `---` at the head of a file: YAML, read as plain text values only.

No value becomes a date, a number or a yes by itself (`title: No` stays *No*), no object is made, and a name that
stands for another one (an alias) is refused, since that is how a small file becomes a huge one.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from plusone.core.text import gettext as _

LARGEST = 64 * 1024
FENCE = re.compile(r"^---\s*$")
COLON = re.compile(r"^(?P<key>[\w-]+):\s+[^\"'\[{|>].*:(\s|$)")


class Loader(yaml.BaseLoader):
    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "aliases are not allowed", mark)
        return super().compose_node(parent, index)


@dataclass(frozen=True)
class Matter:
    """`values` are texts, lists and mappings of texts. `body` begins at line `first_line` of the file (from 1).

    `error` is (line, sentence, cure) where the front matter cannot be read; `lines` says where each key stands.
    """

    values: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    first_line: int = 1
    lines: dict[str, int] = field(default_factory=dict)
    error: tuple[int, str, str] | None = None

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        return " ".join(value.split()) if isinstance(value, str) else ""

    def texts(self, key: str) -> list[str]:
        """A list of texts; a single text is a list of one."""
        value = self.values.get(key, [])
        if isinstance(value, str):
            return [value.strip()] if value.strip() else []
        return [" ".join(one.split()) for one in value if isinstance(one, str)] if isinstance(value, list) else []

    def mapping(self, key: str) -> dict[str, Any]:
        value = self.values.get(key)
        return value if isinstance(value, dict) else {}

    def line(self, key: str) -> int:
        return self.lines.get(key, 1)


def split(text: str) -> Matter:
    """Front matter and body of a file. A file without any is all body."""
    lines = text.removeprefix("\ufeff").split("\n")
    if not FENCE.match(lines[0]):
        return Matter(body="\n".join(lines))
    end = next((number for number, line in enumerate(lines[1:], 1) if FENCE.match(line)), None)
    if end is None:
        cure = _("Close it with a line of three hyphens.")
        return Matter(body="", error=(1, _("The front matter begins and never ends"), cure))
    return parse("\n".join(lines[1:end]), body="\n".join(lines[end + 1 :]), first_line=end + 2)


def parse(text: str, *, body: str = "", first_line: int = 1, offset: int = 2) -> Matter:
    """YAML to values; `offset` is the line of the file on which `text` begins."""
    if len(text) > LARGEST:
        return Matter(body=body, error=(offset, _("The front matter is too long"), _("Keep it to a page.")))
    try:
        values = yaml.load(text, Loader) or {}  # noqa: S506 - a loader that makes plain texts only
    except yaml.MarkedYAMLError as problem:
        return Matter(body=body, first_line=first_line, error=_explain(problem, text, offset))
    except (yaml.YAMLError, RecursionError, ValueError):
        sentence = _("The front matter cannot be read")
        return Matter(body=body, error=(offset, sentence, _("Look for odd characters, or brackets in brackets.")))
    if not isinstance(values, dict):
        sentence = _("The front matter is not a list of names and values")
        return Matter(body=body, error=(offset, sentence, _("Write each line as “name: value”.")))
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n")):
        key = re.match(r"^([\w-]+):", line)
        if key:
            lines.setdefault(key[1], number + offset)
    return Matter({str(key): value for key, value in values.items()}, body, first_line, lines)


def _explain(problem: yaml.MarkedYAMLError, text: str, offset: int) -> tuple[int, str, str]:
    mark = problem.problem_mark or problem.context_mark
    number = mark.line if mark else 0
    lines = text.split("\n")
    line = lines[min(number, len(lines) - 1)]
    if "alias" in (problem.problem or ""):
        return number + offset, _("A value refers to another one (*name)"), _("Write the value itself.")
    for near in (number, number - 1):
        colon = COLON.match(lines[near]) if 0 <= near < len(lines) else None
        if colon:
            cure = _("Put the text behind “%s:” into quotation marks.") % colon["key"]
            return near + offset, _("A colon inside a value"), cure
    if "\t" in line:
        return number + offset, _("A tab in the front matter"), _("Use spaces.")
    return number + offset, _("The front matter cannot be read here"), _("Write the line as “name: value”.")
