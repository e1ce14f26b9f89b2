"""Markdown: what people write reaches the page, and nothing else does."""

import re

import pytest

from plusone.core.markdown import Box, Target, blocks, render, render_phrase

KINDS = {
    "note": Box(),
    "challenge": Box(label="Exercise", labelled=True),
    "solution": Box("folded", "Solution", labelled=True),
    "instructor": Box("hidden"),
    "quote": Box("filled", fill=lambda key: ("Reading & Writing <1>", "en") if key == "mission" else None),
}


def links(address: str, kind: str) -> Target | None:
    if "missing" in address:
        return None
    return Target(f"/files/{address}", 40, 30) if kind == "picture" else Target(address, data={"chapter": "k"})


def page(text: str, **options):
    return render(text, language=options.pop("language", "en"), links=links, boxes=KINDS, **options)


def keys(rendered) -> list[tuple[int, str]]:
    return [(one.line, one.key) for one in rendered.problems]


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "[go](javascript:alert(1))",
    "[go](java&#115;cript:alert(1))",
    "[go](JaVaScRiPt:alert(1))",
    "[go](java\tscript:alert(1))",
    "[go](<java\nscript:alert(1)>)",
    "[go](data:text/html,<script>alert(1)</script>)",
    "[go](vbscript:x)",
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    "<svg><animate onbegin=alert(1)></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<script>alert(1)</script>",
    "<style>*{color:red}</style>",
    "<iframe src='https://example.org'></iframe>",
    '<p style="position:fixed" class="btn" id="main" onclick="x()">x</p>',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<form action="https://example.org"><button>x</button></form>',
    "<base href='https://example.org'><meta http-equiv=refresh content=0>",
    "![x](javascript:alert(1))",
    '![x](a.png "x\\" onerror=alert(1) ")',
    "[x]{onclick=alert(1) style=color:red lang=fr}",
    "<!--><img src=x onerror=alert(1)>-->",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "::: note <img src=x onerror=alert(1)>\n:::",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "$$ <img src=x onerror=alert(1)> $$",
    "```<img src=x onerror=alert(1)>\n</code></pre><script>alert(1)</script>\n```",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_runs_reaches_the_page(text):
    for html in (page(text).html, render_phrase(text, language="en", links=links).html):
        tags = re.findall(r"<[a-z][^>]*>", html, re.IGNORECASE)
        assert not [tag for tag in tags if re.search(r"\son\w+\s*=|style=|class=.btn", tag, re.IGNORECASE)]
        assert not re.search(r"""(href|src)=["']?\s*(java|vb|data)""", html, re.IGNORECASE)
        assert not re.search(r"<(script|style|iframe|svg|form|button|base|meta|math|object)\b", html, re.IGNORECASE)
        assert 'id="main"' not in html


def test_a_refused_scheme_is_told_with_its_line():
    assert keys(page("one\n\n[go](javascript:alert(1))")) == [(3, "scheme")]


def test_problems_name_the_line_of_the_file():
    assert keys(page("text\ntext [x](missing.md)\n\n![](a.png)", first_line=10)) == [(11, "link"), (13, "alt")]


@pytest.mark.parametrize(
    "formula", [r" (u)_{a} + (v)_{b} \\ \{w\}_{c} ", r"a*b*c", r"\alpha_1 \[ x \] <y> & z", "x`y`z"]
)
def test_a_formula_reaches_the_page_byte_for_byte(formula):
    from html import unescape

    for text in (f"$${formula}$$", f"Look at $${formula}$$ and *on*.", f"- item $${formula}$$", f"$$\n{formula}\n$$"):
        found = re.search(r'<code class="math" dir="ltr">(.*?)</code>', page(text).html, re.DOTALL)
        assert found and unescape(found[1]).strip("\n") == formula
    assert (
        unescape(
            re.search(r"<code[^>]*>(.*?)</code>", render_phrase(f"$${formula}$$", language="en", links=links).html)[1]
        )
        == formula
    )


def test_a_block_of_formula_is_neither_a_list_nor_a_heading():
    html = page("$$\n- a_b_c\n# x\n\n> y\n$$").html
    assert "<li>" not in html and "<h" not in html and "<blockquote" not in html


def test_prices_are_no_formula():
    assert page("From $5 to $6, or $$ alone.").html == "<p>From $5 to $6, or $$ alone.</p>\n"


def test_two_equal_headings_have_two_ids():
    found = page("## Tides\n\n## Tides\n\n## tides!")
    assert [one.id for one in found.headings] == ["tides", "tides-2", "tides-3"]
    assert 'id="tides-2"' in found.html


def test_a_heading_never_takes_an_id_of_the_page_around_it():
    assert [one.id for one in page("## Quiz\n\n## Main").headings] == ["quiz-1", "main-1"]


def test_headings_without_latin_letters_have_ids_too():
    assert [one.id for one in page("## مقدمة\n\n## !!").headings] == ["مقدمة", "part"]


def test_a_leap_in_the_levels_is_told_and_a_first_level_becomes_the_second():
    found = page("# One\n\n## Two\n\n#### Four")
    assert keys(found) == [(1, "heading-first"), (5, "heading-leap")]
    assert "<h1" not in found.html


def test_boxes_are_nested_by_pairing_whatever_the_number_of_colons():
    found = page("::: challenge Try it\ntext\n:::::::::: solution\nanswer\n:::\n::::::\nafter")
    assert re.search(
        r"<div class=\"note flow\"><p><b>Exercise: Try it</b></p>.*<details.*answer.*</details>\s*</div>",
        found.html,
        re.DOTALL,
    )
    assert found.html.rstrip().endswith("<p>after</p>")
    assert found.problems == []


def test_a_title_that_says_what_the_box_is_stands_alone():
    assert "<summary>Solution</summary>" in page("::: solution\n\n## Solution\n\nx\n:::").html
    assert "<summary>Solution: by hand</summary>" in page("::: solution by hand\nx\n:::").html


def test_the_heading_that_begins_a_box_becomes_its_title():
    found = page("::: note\n\n## Variables *are* notes\n\ntext\n:::")
    assert "<b>Variables <em>are</em> notes</b>" in found.html
    assert found.headings == []


def test_colons_in_code_close_nothing():
    found = page("::: note\n```\n:::\n::: x\n```\nstill inside\n:::\n")
    assert found.problems == []
    assert "still inside" in found.html.split("</div>")[0]


def test_a_box_that_stays_open_and_one_that_closes_nothing_are_told():
    assert keys(page("::: note\ntext")) == [(1, "box-open")]
    found = page("text\n:::\nmore")
    assert keys(found) == [(2, "box-close")]
    assert ":::" not in found.html


def test_an_unknown_box_is_a_note_and_is_told():
    found = page("::: weird\nx\n:::")
    assert keys(found) == [(1, "box-kind")]
    assert '<div class="note flow">' in found.html


def test_notes_for_teachers_stay_out_of_the_page():
    assert page("a\n\n::: instructor\nsecret ![](missing.png)\n:::\n\nb").html == "<p>a</p>\n<p>b</p>\n"


def test_words_to_quote_are_filled_in_and_escaped_once():
    assert "Reading &amp; Writing &lt;1&gt;" in page("::: quote mission\n:::").html


def test_words_that_nobody_stated_block():
    found = page("::: quote vision\n:::")
    assert found.problems[0].blocks and found.problems[0].key == "words"


def test_a_picture_alone_is_a_figure_with_its_caption_and_size():
    html = page('![A desk](desk.svg "Figure 1. A & B")').html
    assert '<img src="/files/desk.svg" alt="A desk" width="40" height="30" loading="lazy">' in html
    assert "<figcaption>Figure 1. A &amp; B</figcaption></figure>" in html


def test_the_text_of_a_picture_may_stand_behind_it():
    html = page(r"![](x.svg){alt='Value with weight\_kg \[1\] \"it\" on it'}").html
    assert 'alt="Value with weight_kg [1] &quot;it&quot; on it"' in html


def test_a_picture_without_a_text_blocks_unless_it_is_decoration():
    assert page("![](x.svg)").problems[0].blocks
    assert page("![](x.svg){decorative}").problems == []


def test_a_missing_picture_leaves_its_description():
    found = page("![A red <b>](missing.png)")
    assert "A red &lt;b&gt;" in found.html and "<img" not in found.html
    assert [one.blocks for one in found.problems] == [False]


def test_wide_code_and_wide_tables_can_be_reached_and_are_named():
    html = page("```python\nx\n```\n\n```output\ny\n```\n\n|a|b|c|d|e|\n|-|-|-|-|-|\n|1|2|3|4|5|").html
    assert 'tabindex="0" role="region" aria-label="Code example 1"' in html
    assert 'class="out" tabindex="0" role="region" aria-label="Output 2"' in html
    assert '<div class="scroll" tabindex="0" role="region" aria-label="Table 1"><table>' in html


def test_a_narrow_table_folds_with_its_headings_on_the_cells():
    html = page("| | How *long* |\n|--|--|\n| A | b |").html
    assert '<table class="fold">' in html
    assert '<th scope="row">A</th>' in html and '<td data-l="How long">b</td>' in html
    assert "<th></th>" not in html, "a heading without words helps nobody"


def test_words_in_another_language_keep_it():
    assert '<span lang="fr">mot</span>' in page("[mot]{lang=fr}").html
    assert '<span lang="de">ja</span>' in page('<span lang="de" onclick="x">ja</span>').html


def test_the_pages_own_words_say_their_language_inside_a_foreign_text():
    assert '<summary><span lang="en">Solution</span></summary>' in page("::: solution\nx\n:::", language="fr").html


def test_harmless_html_stays_and_other_html_is_told_once():
    found = page("<kbd>Ctrl</kbd> 2<sup>8</sup> <blink>a</blink> <blink>b</blink>")
    assert "<kbd>Ctrl</kbd> 2<sup>8</sup>" in found.html
    assert keys(found) == [(1, "html")]


def test_markdown_between_wrappers_is_read():
    assert "<em>em</em>" in page('<div markdown="1">\n\n*em*\n\n</div>').html


def test_word_lists_are_lists_of_terms():
    html = page("[call stack]{#call-stack}\n:   What runs now.\n").html
    assert '<dl class="terms">' in html and '<span id="call-stack">call stack</span>' in html


def test_links_carry_what_the_caller_knows_of_them():
    assert '<a href="03-x.md" data-chapter="k">' in page("[x](03-x.md)").html


def test_a_thousand_nested_boxes_are_refused_quickly():
    found = page("::: note\n" * 1000)
    assert any(one.blocks for one in found.problems) and found.html == ""


def test_odd_characters_do_no_harm():
    assert page("a\0b\r\nc\rd").html == "<p>ab\nc\nd</p>\n"
    assert page("").html == ""


def test_a_phrase_has_no_paragraph_and_a_longer_text_keeps_its_blocks():
    assert render_phrase("*a* b", language="en", links=links).html == "<em>a</em> b"
    assert "<pre" in render_phrase("a\n\n```\nb\n```", language="en", links=links).html


def test_blocks_are_found_with_their_lines():
    found, strays = blocks("::: a\n:::: b Title\n::::\n:::\n:::")
    assert [(one.kind, one.title, one.opens, one.closes, one.depth) for one in found] == [
        ("a", "", 0, 3, 0),
        ("b", "Title", 1, 2, 1),
    ]
    assert strays == [4]


@pytest.mark.parametrize("piece", ["[", "![](", "<!--", "*a **b ", "## a\n", "::: a\n", "- [ ] a\n", "`", "> ", "<a "])
def test_what_costs_a_careless_parser_the_square_of_its_length_is_drawn_quickly(piece):
    from time import process_time

    def cost(length: int) -> float:
        before = process_time()
        page((piece * length)[:length])
        return process_time() - before

    cost(100)
    assert cost(40_000) < 50 * max(cost(4_000), 0.05), "ten times the text, a hundred times the work"


def test_the_words_of_a_paragraph_full_of_brackets_stay():
    found = page("[a " * 300)
    assert found.html.count("[a") == 300 and keys(found) == [(1, "brackets")]
