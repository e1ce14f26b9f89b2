"""One text on its way to HTML: what is found in it is noted here, with its line."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape

from django.conf import settings
from django.utils import translation
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from plusone.core.markdown import boxes, drawing, phrases
from plusone.core.markdown.clean import clean
from plusone.core.markdown.raw import harmless
from plusone.core.markdown.types import Box, Heading, Links, Problem, Rendered, Target
from plusone.core.text import gettext as _
from plusone.core.text import gettext_lazy

MOST_BRACKETS = 200  # in one paragraph
DEEPEST = 60  # blocks inside blocks; beyond it a text is an attack
PICTURE = gettext_lazy("Picture:")
HTML_TAGS = ("html_block", "html_inline")
SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
ALLOWED = frozenset({"http", "https", "mailto", "tel"})


class Page:
    """What is known of the text while it is drawn."""

    def __init__(self, language: str, links: Links, kinds: Mapping[str, Box], first_line: int) -> None:
        self.language, self.links, self.kinds, self.first_line = language, links, kinds, first_line
        self.problems: list[Problem] = []
        self.headings: list[Heading] = []
        self.counts: Counter[str] = Counter()
        self.ids: set[str] = set()
        self._used: Counter[str] = Counter()
        self.level = 1
        self._told: set[tuple[str, str]] = set()

    def tell(self, line: int, key: str, sentence: str, cure: str = "", *, blocks: bool = False) -> None:
        self.problems.append(Problem(line + self.first_line, key, sentence, cure, blocks))

    def left_out_html(self, tag: str, line: int) -> None:
        if ("html", tag) not in self._told:
            self._told.add(("html", tag))
            self.tell(line, "html", _("HTML was left out: <%s>") % tag, _("Write it in Markdown."))

    def own_id(self, wanted: str) -> str:
        """`wanted`, or with a number where it is taken or belongs to the page around the text."""
        base = wanted or "part"
        if base in drawing.RESERVED:
            base = f"{base}-1"
        found = base
        while found in self.ids:
            self._used[base] += 1
            found = f"{base}-{self._used[base] + 1}"
        self.ids.add(found)
        return found

    def heading(self, level: int, text: str, line: int, *, counts: bool = True) -> tuple[int, str]:
        """The level at which the heading is drawn, and its id; a leap in the levels is told."""
        if level == 1:
            cure = _("The title of the page is its only heading of the first level. Begin with ##.")
            self.tell(line, "heading-first", _("A heading of the first level: “%s”") % text, cure)
            level = 2
        if level > self.level + 1 and counts:
            cure = _("Write it with %d number signs.") % (self.level + 1)
            self.tell(line, "heading-leap", _("The heading “%s” leaps over a level") % text, cure)
        if counts:
            self.level = level
        name = self.own_id(slugify(text, allow_unicode=True)[:60])
        self.headings.append(Heading(level, text, name))
        return level, name

    def target(self, address: str, kind: str, line: int) -> Target | None:
        address = re.sub(r"[\0-\x20]+", "", address)
        if kind == "link" and address.startswith("#"):
            return Target(address)
        scheme = SCHEME.match(address)
        if scheme and scheme[1].lower() not in ALLOWED:
            self.tell(
                line, "scheme", _("A link of a kind that is not allowed: %s:") % scheme[1], _("Link to https://…")
            )
            return None
        found = self.links(address, kind)
        if found is None and kind == "link":
            self.tell(
                line, "link", _("A link leads nowhere: %s") % address, _("Correct the address, or take the link out.")
            )
        return found

    def anchor(self, address: str, line: int) -> str:
        """` href="…"` and data attributes of a link, or nothing where the link is dead."""
        found = self.target(address, "link", line) if address else None
        if found is None:
            return ""
        data = "".join(f' data-{name}="{escape(value)}"' for name, value in found.data.items())
        return f' href="{escape(found.href)}"{data}'

    def picture(self, address: str, alt: str | None, line: int, *, decorative: bool = False, html: bool = False) -> str:
        """An `img`, or its description where the picture is missing. In HTML an empty text says decoration."""
        self.counts["picture"] += 1
        if not alt and not decorative and not (html and alt is not None):
            cure = _("Say in the brackets what it shows, or write {decorative} behind it.")
            self.tell(line, "alt", _("A picture has no text: %s") % address, cure, blocks=True)
        found = self.target(address, "picture", line)
        if found is None:
            self.counts["picture:missing"] += 1
            cure = _("Put the file into the folder, and bring it again.")
            self.tell(line, "picture", _("A picture is named, but is not there: %s") % address, cure)
            return f"<small>{self.label(PICTURE)} {escape(alt or address)}</small>"
        size = f' width="{found.width}" height="{found.height}"' if found.width and found.height else ""
        return f'<img src="{escape(found.href)}" alt="{escape(alt or "")}"{size} loading="lazy">'

    def label(self, words: object) -> str:
        """A word of the page's own inside the text, in the text's language where we speak it."""
        spoken = dict(settings.LANGUAGES)
        language = self.language if self.language in spoken else settings.LANGUAGE_CODE
        with translation.override(language):
            text = escape(str(words))
        return text if language == self.language else f'<span lang="{language}">{text}</span>'

    def plain_label(self, words: object) -> str:
        spoken = self.language if self.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(spoken):
            return str(words)


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}).enable("table")
    md.use(deflist_plugin).use(boxes.plugin).use(phrases.plugin)
    drawing.install(md)
    md.core.ruler.before("inline", "brackets", _spare_brackets)
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # Page.target refuses, and can tell the line
    return md


def _spare_brackets(state: StateCore) -> None:
    """Hundreds of brackets in one paragraph are no links: the parser would need the square of their number."""
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") + token.content.count("<!--") > MOST_BRACKETS:
            token.content = token.content.replace("[", "\\[").replace("<!--", "")
            page: Page = state.env["page"]
            page.tell(
                token.map[0] if token.map else 0, "brackets", _("More brackets than links can have"), _("Use code.")
            )


PARSER = _parser()


def _lines(tokens: Iterable[Token]) -> None:
    """Tell each inline token on which line it stands."""
    line = 0
    for token in tokens:
        if token.map:
            line = token.map[0]
        if token.type == "inline":
            here = line
            for child in token.children or []:
                child.meta["line"] = here
                here += child.type in ("softbreak", "hardbreak")
        token.meta["line"] = line


def _tame(tokens: Iterable[Token], page: Page) -> None:
    """Replace HTML of the text by what of it is harmless, in one pass, so that its elements stay in pairs."""
    for token in tokens:
        for one in [token, *(token.children or [])]:
            if one.type in HTML_TAGS:
                one.content = harmless(one.content, page, one.meta["line"])


def _parse(text: str, page: Page) -> tuple[list[Token], dict[str, object]]:
    found, strays = boxes.blocks(text)
    env: dict[str, object] = {
        "blocks": {one.opens: one for one in found},
        "strays": frozenset(strays),
        "page": page,
    }
    for one in found:
        if not one.closed:
            page.tell(
                one.opens, "box-open", _("A box is opened and never closed"), _("Close it with a line of colons.")
            )
        if one.depth > DEEPEST // 3:
            page.tell(one.opens, "box-deep", _("Boxes are nested too deeply"), _("Take them apart."), blocks=True)
    for line in strays:
        page.tell(line, "box-close", _("A line of colons closes nothing"), _("Take it out, or name the box before it."))
    if max((one.depth for one in found), default=0) > DEEPEST // 3:
        return [], env
    tokens = PARSER.parse(text, env)
    _lines(tokens)
    _tame(tokens, page)
    return tokens, env


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def render(
    text: str, *, language: str, links: Links, boxes: Mapping[str, Box] | None = None, first_line: int = 1
) -> Rendered:
    """A whole text. Problems name lines as if the text began at `first_line`."""
    page = Page(language, links, boxes or {}, first_line)
    tokens, env = _parse(_tidy(text), page)
    drawing.arrange(tokens, page)
    html = clean(str(PARSER.renderer.render(tokens, PARSER.options, env)))
    return Rendered(html, sorted(page.problems, key=lambda one: one.line), page.headings, dict(page.counts))


def render_phrase(text: str, *, language: str, links: Links, first_line: int = 1) -> Rendered:
    """A line of text without paragraphs; a text of several blocks is drawn as blocks."""
    page = Page(language, links, {}, first_line)
    tokens, env = _parse(_tidy(text), page)
    drawing.arrange(tokens, page)
    if len(tokens) == 3 and tokens[0].type == "paragraph_open":
        tokens = tokens[1:2]
    html = clean(str(PARSER.renderer.render(tokens, PARSER.options, env))).strip()
    return Rendered(html, page.problems, page.headings, dict(page.counts))
