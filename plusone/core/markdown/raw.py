"""HTML inside Markdown: a few harmless elements are kept, everything else is left out and said."""

import re
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plusone.core.markdown.page import Page

# One tag; nothing in it may hold a further angle bracket, so that no text costs more than its length.
TAG = re.compile(r"""<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*)>|<[!?][^<>]*>""")
ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?""")
KEPT = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "del",
        "dfn",
        "dl",
        "dt",
        "em",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "var",
    ]
)
SILENT = frozenset({"div", "section", "center", "font", "nobr", "wbr"})  # wrappers without a meaning of their own
DEAF = frozenset({"script", "style", "iframe", "object", "template", "noscript", "textarea", "select", "svg", "math"})
ATTRIBUTES = frozenset({"lang", "dir", "title", "colspan", "rowspan", "scope"})


class _Filter:
    """Goes through the tags of one piece of HTML, and writes what may stay."""

    def __init__(self, page: "Page", line: int) -> None:
        self.page, self.line = page, line
        self.out: list[str] = []
        self.deaf = 0

    def read(self, html: str) -> str:
        at = 0
        for tag in TAG.finditer(html):
            self.words(html[at : tag.start()])
            at = tag.end()
            name = (tag["name"] or "").lower()
            if name and tag["end"]:
                self.ends(name)
            elif name:
                self.begins(name, tag["rest"])
        self.words(html[at:])
        return "".join(self.out)

    def words(self, text: str) -> None:
        if not self.deaf:
            self.out.append(text.replace("<", "&lt;").replace(">", "&gt;"))

    def begins(self, name: str, rest: str) -> None:
        if name in DEAF and not rest.endswith("/"):
            self.deaf += 1
        if name not in KEPT or self.deaf:
            if name not in SILENT:
                self.page.left_out_html(name, self.line)
            return
        given = {key.lower(): unescape(value.strip("\"'")) for key, value in ATTRIBUTE.findall(rest)}
        if any(key.startswith("on") for key in given):
            self.page.left_out_html(f"{name} on…", self.line)
        if name == "img":
            self.out.append(self.page.picture(given.get("src", ""), given.get("alt"), self.line, html=True))
            return
        text = "".join(f' {key}="{escape(value)}"' for key, value in given.items() if key in ATTRIBUTES)
        if name == "a":
            text += self.page.anchor(given.get("href", ""), self.line)
        self.out.append(f"<{name}{text}>")

    def ends(self, name: str) -> None:
        if name in DEAF:
            self.deaf = max(0, self.deaf - 1)
        elif name in KEPT and not self.deaf:
            self.out.append(f"</{name}>")


def _without_comments(html: str) -> str:
    """Comments leave no trace; one that never ends takes the rest with it."""
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0:
        kept.append(html[at:start])
        end = html.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        at = end + 3
    return "".join([*kept, html[at:]])


def harmless(html: str, page: "Page", line: int) -> str:
    """The part of `html` that may stay. The whole page is cleaned once more afterwards; this one can tell the line."""
    return _Filter(page, line).read(_without_comments(html))
