"""The style sheets follow the direction of the text: they say start and end, not left and right."""

import re
from pathlib import Path

import pytest

from plusone.core.static import CSS

PHYSICAL = re.compile(
    r"""
    (?<![-\w]) (?: (?:margin|padding|border)-(?:left|right|top|bottom)[-a-z]* \s* :
      | (?:left|right|top|bottom) \s* :
      | (?:width|height|(?:min|max)-(?:width|height)) \s* :  (?! [^;}]* \) \s* \{ )
      | border-(?:top|bottom)-(?:left|right)-radius \s* :
      | (?:text-align|float|clear) \s* : \s* (?:left|right)
      | (?:scroll-)?(?:margin|padding)-(?:left|right) \s* : )
    [^;}]*
    """,
    re.X,
)
ARGUED = {
    "text-align: left": "code is written from left to right in every language (`pre`)",
    "text-align: right": "the count is written from left to right, and stands at the start of a page that is not",
}
COMMENT = re.compile(r"/\*.*?\*/", re.S)
QUESTION = re.compile(r"@media[^{]*")


def physical(text: str) -> list[str]:
    """What names a side of the screen instead of a side of the text; `@media` asks about the screen, and may."""
    return [found[0].strip() for found in PHYSICAL.finditer(QUESTION.sub("", COMMENT.sub("", text)))]


@pytest.mark.parametrize("path", sorted(CSS.rglob("*.css")), ids=lambda path: path.name)
def test_it_says_start_and_end(path):
    assert [one for one in physical(path.read_text()) if one not in ARGUED] == []


@pytest.mark.parametrize("used", ARGUED)
def test_each_exception_is_still_needed(used):
    assert any(used in physical(path.read_text()) for path in CSS.rglob("*.css"))


@pytest.mark.parametrize(
    "wrong",
    [
        "a{margin-left: 1px}", "a{padding-right:0}", "a{left: 0}", "a{text-align:left}", "a{float: right}",
        "a{width: 1px}", "a{max-height: 2em}", "a{border-top-left-radius: 1px}", "a{border-left: 1px solid}",
        "a{color: red; right: 1em}",
    ],
)  # fmt: skip
def test_it_finds_a_side_of_the_screen(wrong):
    assert len(physical(wrong)) == 1


@pytest.mark.parametrize(
    "right",
    [
        "a{margin-inline-start: 1px}", "a{inset-inline-start: 0}", "a{text-align: start}", "a{inline-size: 1px}",
        "@media (min-width: 40rem){a{color: red}}", "a{stroke-width: 2}", "/* left: 0 */", "a{background: left / 1px}",
        "a{border-start-end-radius: 1px}", "a{transform-origin: bottom}",
    ],
)  # fmt: skip
def test_it_lets_pass_what_follows_the_text(right):
    assert physical(right) == []


def test_scripts_move_nothing_to_a_side():
    folder = Path(CSS).parent / "js"
    assert not [path.name for path in folder.glob("*.js") if re.search(r"style\.(left|right)\b", path.read_text())]
