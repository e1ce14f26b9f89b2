"""The last gate before a page: a tight allow-list, whatever the text and the steps before did."""

import nh3

_EVERY = {"lang", "dir"}
ATTRIBUTES: dict[str, set[str]] = {
    "*": _EVERY,
    "a": {"href", "title"},
    "abbr": {"title"},
    "code": set(),
    "div": {"tabindex", "role", "aria-label"},
    "dt": {"id"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "h5": {"id"},
    "h6": {"id"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start"},
    "pre": {"tabindex", "role", "aria-label"},
    "span": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"scope", "colspan", "rowspan"},
}
CLASSES: dict[str, set[str]] = {
    "blockquote": {"note", "key", "flow"},
    "code": {"math"},
    "details": {"flow"},
    "div": {"note", "scroll", "flow"},
    "dl": {"facts", "long"},
    "p": {"note"},
    "table": {"fold"},
}
TAGS = {
    *[
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
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
    ],
    *[
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
    ],
    *["table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var"],
}


def clean(html: str) -> str:
    """HTML without any element, attribute, class or scheme that is not on the list; always balanced."""
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes=ATTRIBUTES,
        generic_attribute_prefixes={"data-"},
        allowed_classes=CLASSES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        strip_comments=True,
    )
