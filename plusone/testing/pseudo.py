"""The pseudo-language: every marked sentence, longer and between brackets, in a locale that runs right to left.

It is generated from the source, so that it is complete by construction. A walk through the pages in it shows what
was not marked (no brackets), what breaks when words get longer, and what does not follow the direction.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from django.utils.translation.template import templatize

import plusone

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
KEEP = re.compile(r"(%\([a-zA-Z_]+\)[sd]|%%|%[sd]|\{[a-zA-Z_0-9.]*\}|<[^>]+>|&[a-z#0-9]+;)")
ACCENTS = str.maketrans("aeiouyAEIOUYcns", "áéíóúýÁÉÍÓÚÝçñš")


def pseudo(text: str) -> str:
    """The sentence as the pseudo-language says it; placeholders and tags are left alone."""
    parts = KEEP.split(text)
    shown = "".join(part if index % 2 else part.translate(ACCENTS) for index, part in enumerate(parts))
    longer = "~" * (len(KEEP.sub("", text)) // 3)
    return f"⟦{shown}{longer}⟧"


def messages() -> Iterator[tuple[str | None, str | tuple[str, ...]]]:
    """(context, message or (singular, plural)) of every marked string of the program."""
    root = Path(plusone.__file__).parent
    for path in sorted(root.rglob("*")):
        if path.suffix == ".py" and "/tests/" not in str(path):
            source = path.read_bytes()
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            source = templatize(path.read_text(), origin=str(path)).encode()
        else:
            continue
        for _line, message, _comments, context in extract("python", BytesIO(source), KEYWORDS):
            if isinstance(message, str):
                yield context, message
            else:
                yield context, tuple(part for part in message if part is not None)


def build(folder: Path) -> Path:
    """Write the catalogue under `folder`, which then goes into LOCALE_PATHS. Returns the file."""
    catalog = Catalog(locale=None)
    for context, message in messages():
        if isinstance(message, tuple):
            catalog.add(message, tuple(pseudo(part) for part in message), context=context)
        elif message:
            catalog.add(message, pseudo(message), context=context)
    catalog.mime_headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    ]
    target = folder / "ar_XB" / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, catalog)
    return target


__all__ = ["build", "messages", "pseudo"]
