"""Inline rules: formulas, attributes of pictures (`{alt="…"}`), and spans (`[mot]{lang=fr}`)."""

import re
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.image import image as image_rule

ATTRIBUTES = re.compile(r"\{(?:[^{}\"'\n]|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')*\}")
ONE = re.compile(
    r"""#(?P<id>[\w:.-]+)|(?P<key>[\w-]+)=(?:"(?P<d>(?:\\.|[^"\\])*)"|'(?P<s>(?:\\.|[^'\\])*)'|(?P<b>[^\s}"']+))|(?P<flag>[\w-]+)"""
)
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def attributes(text: str) -> dict[str, str]:
    """`{#here lang=fr decorative alt="x"}` as a mapping; a bare word maps to itself."""
    found: dict[str, str] = {}
    for one in ONE.finditer(text.strip("{}")):
        if one["id"]:
            found["id"] = one["id"]
        elif one["key"]:
            value = next((part for part in (one["d"], one["s"], one["b"]) if part is not None), "")
            found[one["key"].lower()] = unescape(ESCAPED.sub(r"\1", value))
        else:
            found[one["flag"].lower()] = one["flag"]
    return found


def _attributes_at(state: StateInline, position: int) -> re.Match[str] | None:
    return ATTRIBUTES.match(state.src, position, state.posMax)


def _formula(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("$$", state.pos):
        return False
    end = state.src.find("$$", state.pos + 2, state.posMax)
    if end < 0 or not state.src[state.pos + 2 : end].strip():
        return False
    if not silent:
        state.push("formula", "code", 0).content = state.src[state.pos + 2 : end]
    state.pos = end + 2
    return True


def _picture(state: StateInline, silent: bool) -> bool:
    if not image_rule(state, silent):
        return False
    found = _attributes_at(state, state.pos) if state.src.startswith("{", state.pos) else None
    if found:
        if not silent:
            state.tokens[-1].meta["attributes"] = attributes(found.group())
        state.pos = found.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    if end < 0 or not state.src.startswith("{", end + 1):
        return False
    found = _attributes_at(state, end + 1)
    if not found:
        return False
    if not silent:
        start, most = state.pos + 1, state.posMax
        opened = state.push("span_open", "span", 1)
        opened.meta = {"attributes": attributes(found.group())}
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.posMax = most
        state.push("span_close", "span", -1)
    state.pos = found.end()
    return True


def _formula_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines from `$$` to `$$`, taken as they are: no list, heading or emphasis is read in them."""
    if state.is_code_block(start):
        return False
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    if not first.startswith("$$"):
        return False
    last = start
    if "$$" not in first[2:]:
        last = next((n for n in range(start + 1, end) if "$$" in state.src[state.bMarks[n] : state.eMarks[n]]), -1)
    text = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[last]].rstrip() if last >= 0 else ""
    if text.count("$$") != 2 or not text.endswith("$$") or not text[2:-2].strip():
        return False
    if not silent:
        token = state.push("formula_block", "pre", 0)
        token.content = text[2:-2]
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def plugin(md: MarkdownIt) -> None:
    md.inline.ruler.before("escape", "formula", _formula)
    md.inline.ruler.at("image", _picture)
    md.inline.ruler.before("link", "span", _span)
    md.block.ruler.before("fence", "formula_block", _formula_block, {"alt": ["paragraph"]})
