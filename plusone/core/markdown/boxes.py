"""Boxes: blocks fenced by three or more colons, nested by pairing and not by counting colons.

A fence with a name opens, a fence without one closes the innermost open box. Texts in the wild write any number of
colons on either side, so the number says nothing.
"""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

CODE = re.compile(r"^(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
NAMED = re.compile(r"^\{?\s*\.?(?P<kind>[\w-]+)\s*\}?\s*(?P<title>.*)$")


@dataclass(frozen=True)
class Block:
    """A box by its lines, counted from 0: `opens` holds the fence, `closes` the closing one or the end of the text."""

    kind: str
    title: str
    opens: int
    closes: int
    closed: bool
    depth: int


def fence_name(line: str) -> str | None:
    """What stands on a fence, colons on both sides left away; None where the line is no fence."""
    bare = line.lstrip(":")
    return bare.strip().rstrip(":").rstrip() if len(line) - len(bare) >= 3 else None


def blocks(text: str) -> tuple[list[Block], list[int]]:
    """Every box of a text in order, and the lines of closing fences that close nothing. Code is passed over."""
    found: list[Block] = []
    strays: list[int] = []
    still_open: list[tuple[str, str, int]] = []
    code = ""
    lines = text.split("\n")
    for number, raw in enumerate(lines):
        line = raw.strip()
        code, inside = _in_code(line, code)
        name = None if inside else fence_name(line)
        if name is None:
            continue
        if name:
            named = NAMED.match(name)
            kind, title = (named["kind"].lower(), named["title"]) if named else ("", name)
            still_open.append((kind, title, number))
        elif still_open:
            kind, title, opens = still_open.pop()
            found.append(Block(kind, title, opens, number, True, len(still_open)))
        else:
            strays.append(number)
    for depth, (kind, title, opens) in enumerate(still_open):
        found.append(Block(kind, title, opens, len(lines), False, depth))
    return sorted(found, key=lambda one: one.opens), strays


def _in_code(line: str, code: str) -> tuple[str, bool]:
    """The mark of the code block that is open after this line, and whether the line belongs to one."""
    mark = CODE.match(line)
    if code:
        ends = mark is not None and mark["mark"].startswith(code) and not mark["info"].strip()
        return ("", True) if ends else (code, True)
    if mark is not None and "`" not in mark["info"]:
        return mark["mark"], True
    return "", False


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start in state.env["strays"]:
        state.line = start + 1
        return True
    block = state.env["blocks"].get(start)
    if block is None or state.is_code_block(start):
        return False
    if silent:
        return True
    closes = min(block.closes, end)
    opened = state.push("box_open", "div", 1)
    opened.map = [start, closes]
    opened.meta = {"block": block}
    kept = state.parentType, state.lineMax
    state.parentType, state.lineMax = "box", closes
    state.md.block.tokenize(state, start + 1, closes)
    state.parentType, state.lineMax = kept
    state.push("box_close", "div", -1)
    state.line = closes + (1 if block.closed and closes < end else 0)
    return True


def plugin(md: MarkdownIt) -> None:
    md.block.ruler.before("fence", "box", _rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})
