"""How each kind of token is drawn, so that a page is readable on a phone, by keyboard and by ear."""

from collections.abc import Callable, MutableMapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from plusone.core.markdown.boxes import Block
from plusone.core.markdown.types import Box
from plusone.core.text import gettext as now_
from plusone.core.text import gettext_lazy as _

if TYPE_CHECKING:
    from plusone.core.markdown.page import Page

Tokens = Sequence[Token]
Env = MutableMapping[str, Any]
RESERVED = frozenset({"main", "quiz", "toc", "content", "chapter"})
WIDE = 4  # columns; a wider table stays a table and scrolls
OUTPUT = {"output": _("Output"), "error": _("Error message"), "math": _("Formula")}


def arrange(tokens: list[Token], page: "Page") -> None:
    """Settle what needs more than one token: headings, titles of boxes, tables, pictures that stand alone."""
    _settle_boxes(tokens, page)
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and not token.hidden:
            _arrange_heading(tokens, index, page)
        elif token.type == "box_open":
            _arrange_box(tokens, index)
        elif token.type == "table_open":
            _arrange_table(tokens, index)
        elif token.type == "paragraph_open":
            _arrange_pictures(tokens, index)


def words_of(token: Token) -> str:
    """The text of an inline token without its markup."""
    drawn = {"text", "code_inline", "text_special", "formula"}
    parts = (
        one.content if one.type in drawn else " " for one in token.children or [] if one.type in drawn | {"softbreak"}
    )
    return "".join(parts).strip()


def _arrange_heading(tokens: list[Token], index: int, page: "Page") -> None:
    opened, closed = tokens[index], tokens[index + 2]
    text = words_of(tokens[index + 1])
    if not text:
        page.tell(opened.meta["line"], "heading-empty", now_("A heading is empty"), now_("Write it, or take it out."))
    level, name = page.heading(int(opened.tag[1]), text, opened.meta["line"], counts=opened.level == 0)
    opened.tag = closed.tag = f"h{level}"
    opened.attrs = {"id": name}


def _settle_boxes(tokens: list[Token], page: "Page") -> None:
    """Find each box's kind; take out what is hidden, and put the words into what is filled."""
    kept: list[Token] = []
    at = 0
    still_open: list[Box] = []
    while at < len(tokens):
        token = tokens[at]
        if token.type == "box_open":
            box = _kind_of(token.meta["block"], page)
            if box.style in ("hidden", "filled"):
                if box.style == "filled":
                    kept.append(_filled(token, box, page))
                at = _end_of(tokens, at) + 1
                continue
            token.meta["box"] = box
            still_open.append(box)
        elif token.type == "box_close":
            token.meta["box"] = still_open.pop()
        kept.append(token)
        at += 1
    tokens[:] = kept


def _kind_of(block: Block, page: "Page") -> Box:
    page.counts[f"box:{block.kind}"] += 1
    box = page.kinds.get(block.kind)
    if box is None and page.kinds:
        cure = now_("Kinds that we know: %s") % ", ".join(sorted(page.kinds))
        page.tell(block.opens, "box-kind", now_("A box of a kind that we do not know: %s") % block.kind, cure)
    return box or Box()


def _end_of(tokens: list[Token], index: int) -> int:
    depth = 0
    for end in range(index, len(tokens)):
        depth += (tokens[end].type == "box_open") - (tokens[end].type == "box_close")
        if depth == 0:
            return end
    return len(tokens) - 1


def _filled(token: Token, box: Box, page: "Page") -> Token:
    """Words that come from elsewhere, as plain text in their own language."""
    block: Block = token.meta["block"]
    words = box.fill(block.title.strip()) if box.fill else None
    made = Token("html_block", "", 0)
    if words is None:
        sentence = now_("There are no words called “%s” to quote yet") % block.title.strip()
        page.tell(block.opens, "words", sentence, now_("State them first, or correct the name."), blocks=True)
        return made
    text, language = words
    lines = "".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in text.split("\n") if line.strip())
    made.content = f'<blockquote class="note key flow" lang="{escape(language)}">{lines}</blockquote>\n'
    return made


def _arrange_box(tokens: list[Token], index: int) -> None:
    """A box without a title on its fence takes the heading that it begins with."""
    opened = tokens[index]
    block: Block = opened.meta["block"]
    opened.meta["title"] = block.title
    if block.title or tokens[index + 1].type != "heading_open":
        return
    opened.meta["title_children"] = tokens[index + 2].children or []
    tokens[index + 2].children = []
    tokens[index + 1].hidden = tokens[index + 3].hidden = True


def _arrange_table(tokens: list[Token], index: int) -> None:
    """Write each column's heading onto its cells, make the first column heading of its row, count the columns."""
    heads: list[str] = []
    column, in_head = 0, True
    for at in range(index + 1, len(tokens)):
        token = tokens[at]
        if token.type == "table_close":
            tokens[index].meta["columns"] = token.meta["columns"] = len(heads)
            return
        if token.type == "tbody_open":
            in_head = False
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open" and in_head:
            heads.append(words_of(tokens[at + 1]))
            if heads[-1]:
                token.attrs = {"scope": "col"}
            else:
                token.tag = tokens[at + 2].tag = "td"
        elif token.type == "td_open":
            _arrange_cell(tokens, at, column, heads)
            column += 1


def _arrange_cell(tokens: list[Token], at: int, column: int, heads: list[str]) -> None:
    token = tokens[at]
    if column == 0 and words_of(tokens[at + 1]):
        token.tag = tokens[at + 2].tag = "th"
        token.attrs = {"scope": "row"}
    elif 0 < column < len(heads) and heads[column]:
        token.attrs = {"data-l": heads[column]}
    else:
        token.attrs = {}


def _arrange_pictures(tokens: list[Token], index: int) -> None:
    """A paragraph of pictures only becomes figures."""
    inline = tokens[index + 1]
    children = [one for one in inline.children or [] if not (one.type == "text" and not one.content.strip())]
    if children and all(one.type in ("image", "softbreak") for one in children):
        tokens[index].hidden = tokens[index + 2].hidden = True
        inline.children = [one for one in children if one.type == "image"]
        for one in inline.children:
            one.meta["alone"] = True


def _box_open(self: RendererHTML, tokens: Tokens, i: int, options: Any, env: Env) -> str:
    page: Page = env["page"]
    box: Box = tokens[i].meta["box"]
    title = _box_title(self, tokens[i], options, env)
    label = page.label(box.label) if box.label else ""
    if title and box.label and box.labelled and not _says(title, page.plain_label(box.label)):
        title = f"{label}: {title}"
    title = title or label
    if box.style == "folded":
        return f'<details class="flow"><summary>{title}</summary>'
    return f'<div class="note flow">{f"<p><b>{title}</b></p>" if title else ""}'


def _says(title: str, label: str) -> bool:
    """Whether the text's own title begins with the label already: “Solution”, “Solution, part 2”."""
    return title.casefold().startswith(label.casefold())


def _box_title(self: RendererHTML, token: Token, options: Any, env: Env) -> str:
    if "title_children" in token.meta:
        return str(self.renderInline(token.meta["title_children"], options, env))
    return escape(str(token.meta["title"]), quote=False)


def _box_close(self: RendererHTML, tokens: Tokens, i: int, options: Any, env: Env) -> str:
    return "</details>\n" if tokens[i].meta["box"].style == "folded" else "</div>\n"


def _code(self: RendererHTML, tokens: Tokens, i: int, options: Any, env: Env) -> str:
    page: Page = env["page"]
    token = tokens[i]
    page.counts["code"] += 1
    kind = token.info.split()[0].lower() if token.info.strip() else ""
    label = OUTPUT.get(kind, _("Code example"))
    name = f"{page.plain_label(label)} {page.counts['code']}"
    style = "out" if kind in ("output", "error") else ""
    return _region("pre", name, f"<code>{escape(token.content, quote=False)}</code>", style) + "\n"


def _region(tag: str, name: str, inside: str, classes: str = "") -> str:
    """Something that may be wider than the page: reached by keyboard, and named."""
    style = f' class="{classes}"' if classes else ""
    return f'<{tag}{style} tabindex="0" role="region" aria-label="{escape(name)}">{inside}</{tag}>'


def _formula(self: RendererHTML, tokens: Tokens, i: int, options: Any, env: Env) -> str:
    return f'<code class="math" dir="ltr">{escape(tokens[i].content, quote=False)}</code>'


def _formula_block(self: RendererHTML, tokens: Tokens, i: int, options: Any, env: Env) -> str:
    page: Page = env["page"]
    page.counts["formula"] += 1
    name = f"{page.plain_label(OUTPUT['math'])} {page.counts['formula']}"
    return _region("pre", name, _formula(self, tokens, i, options, env)) + "\n"


def _table_open(self: RendererHTML, tokens: Tokens, i: int, options: Any, env: Env) -> str:
    page: Page = env["page"]
    page.counts["table"] += 1
    if tokens[i].meta["columns"] <= WIDE:
        return '<table class="fold">\n'
    name = f"{page.plain_label(_('Table'))} {page.counts['table']}"
    return _region("div", name, "<table>\n", "scroll").removesuffix("</div>")


def _table_close(self: RendererHTML, tokens: Tokens, i: int, options: Any, env: Env) -> str:
    return "</table>\n" if tokens[i].meta["columns"] <= WIDE else "</table></div>\n"


def _image(self: RendererHTML, tokens: Tokens, i: int, options: Any, env: Env) -> str:
    page: Page = env["page"]
    token = tokens[i]
    given = token.meta.get("attributes", {})
    alt = given.get("alt") or self.renderInlineAsText(token.children, options, env)
    title = str(token.attrs.get("title", ""))
    address, line = str(token.attrs.get("src", "")), token.meta["line"]
    drawn = page.picture(address, alt, line, decorative="decorative" in given)
    if not token.meta.get("alone"):
        return drawn
    caption = f"<figcaption>{escape(title, quote=False)}</figcaption>" if title else ""
    return f"<figure>{drawn}{caption}</figure>\n"


def _link_open(self: RendererHTML, tokens: Tokens, i: int, options: Any, env: Env) -> str:
    page: Page = env["page"]
    return f"<a{page.anchor(str(tokens[i].attrs.get('href', '')), tokens[i].meta['line'])}>"


def _span_open(self: RendererHTML, tokens: Tokens, i: int, options: Any, env: Env) -> str:
    page: Page = env["page"]
    given = tokens[i].meta["attributes"]
    kept = {name: given[name] for name in ("lang", "dir") if name in given}
    if "id" in given:
        kept["id"] = page.own_id(given["id"])
    return "<span" + "".join(f' {name}="{escape(value)}"' for name, value in kept.items()) + ">"


def _list_open(self: RendererHTML, tokens: Tokens, i: int, options: Any, env: Env) -> str:
    return '<dl class="terms">\n'


def install(md: MarkdownIt) -> None:
    """Tell the parser's renderer how we draw."""
    rules: dict[str, Callable[..., str]] = {
        "box_open": _box_open,
        "box_close": _box_close,
        "fence": _code,
        "code_block": _code,
        "formula": _formula,
        "formula_block": _formula_block,
        "table_open": _table_open,
        "table_close": _table_close,
        "image": _image,
        "link_open": _link_open,
        "span_open": _span_open,
        "dl_open": _list_open,
    }
    for name, rule in rules.items():
        md.add_render_rule(name, rule)
