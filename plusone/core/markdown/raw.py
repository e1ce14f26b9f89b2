"""HTML inside Markdown: a few harmless elements are kept, everything else is left out and said."""

from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plusone.core.markdown.page import Page

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


class _Filter(HTMLParser):
    def __init__(self, page: "Page", line: int) -> None:
        super().__init__(convert_charrefs=False)
        self.page, self.line = page, line
        self.out: list[str] = []
        self.deaf = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DEAF:
            self.deaf += 1
        if tag not in KEPT or self.deaf:
            if tag not in SILENT:
                self.page.left_out_html(tag, self.line)
            return
        given = {name: value or "" for name, value in attrs}
        if any(name.startswith("on") for name in given):
            self.page.left_out_html(f"{tag} on…", self.line)
        if tag == "img":
            self.out.append(self.page.picture(given.get("src", ""), given.get("alt"), "", self.line))
            return
        kept = {name: value for name, value in given.items() if name in ATTRIBUTES}
        text = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        if tag == "a":
            text += self.page.anchor(given.get("href", ""), self.line)
        self.out.append(f"<{tag}{text}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DEAF:
            self.page.left_out_html(tag, self.line)
        else:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in DEAF:
            self.deaf = max(0, self.deaf - 1)
        elif tag in KEPT and not self.deaf:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.deaf:
            self.out.append(escape(data, quote=False))

    def handle_entityref(self, name: str) -> None:
        self.handle_data_raw(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data_raw(f"&#{name};")

    def handle_data_raw(self, text: str) -> None:
        if not self.deaf:
            self.out.append(text)


def harmless(html: str, page: "Page", line: int) -> str:
    """The part of `html` that may stay. The whole page is cleaned once more afterwards; this one can tell the line."""
    found = _Filter(page, line)
    found.feed(html)
    found.close()
    return "".join(found.out)
