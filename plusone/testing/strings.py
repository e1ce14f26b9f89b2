"""`python -m plusone.testing.strings`: words for people that are not marked for translation.

In templates: text between tags, and the attributes that are read aloud, outside of translation tags. In Python: the
sentence of a refusal, and the label, help text or choices of a form or model field, given as bare text.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import plusone

ROOT = Path(plusone.__file__).resolve().parent
WORD = re.compile(r"[^\W\d_]{2,}")
READ_ALOUD = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label"}
NAMES = re.compile(r"\b(Plusone|Ed25519|SHA-256)\b")  # proper names are the same in every language
SILENT = {"script", "style", "code", "pre"}
TAG = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}|{%.*?%}|{{.*?}}",
    re.S,
)
FIELD_WORDS = {"label", "help_text", "verbose_name", "empty_label", "way_on", "sentence"}


@dataclass(frozen=True)
class Unmarked:
    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: not marked for translation: {self.text}"


# --- Templates ---
class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        for name, value in attrs:
            if name in READ_ALOUD and value:
                self._judge(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.silent -= tag in SILENT

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT and self.silent > 0

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._judge(data)

    def _judge(self, text: str) -> None:
        if WORD.search(NAMES.sub("", text)):
            first = next(line for line in text.splitlines() if WORD.search(line))
            offset = text[: text.index(first)].count("\n")
            self.found.append((self.getpos()[0] + offset, first.strip()))


def _blank(match: "re.Match[str]") -> str:
    return "\n" * match[0].count("\n")  # the lines keep their numbers


def in_template(source: str) -> list[tuple[int, str]]:
    """(line, text) of each unmarked text."""
    reader = _Reader()
    reader.feed(TAG.sub(_blank, source))
    reader.close()
    return reader.found


# --- Python ---
def _refusals(tree: ast.Module) -> set[str]:
    """Names of classes in this file that refuse, and the base itself."""
    known = {"Refused", "NotAllowed", "TooMany"}
    for _turn in range(3):
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") in known for base in node.bases):
                known.add(node.name)
    return known | {"ValidationError"}


def _bare(node: ast.AST | None) -> str | None:
    """The text where the node is text for people that nobody marked."""
    if isinstance(node, ast.JoinedStr):
        text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
    else:
        return None
    return text if WORD.search(text) else None


def in_python(source: str) -> list[tuple[int, str]]:
    """(line, text) of each unmarked sentence."""
    tree = ast.parse(source)
    refusals = _refusals(tree)
    candidates: list[ast.AST | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in refusals:
                candidates += node.args[:1]
            if name.endswith(("Field", "Input", "Refused")) or name in refusals:
                candidates += [one.value for one in node.keywords if one.arg in FIELD_WORDS]
            if name == "Link":
                candidates += node.args[:1] + [one.value for one in node.keywords if one.arg == "label"]
        if isinstance(node, ast.ClassDef) and node.name in refusals:
            candidates += [
                one.value
                for one in node.body
                if isinstance(one, ast.Assign) and getattr(one.targets[0], "id", "") == "sentence"
            ]
    return sorted({(one.lineno, text) for one in candidates if one is not None and (text := _bare(one))})  # type: ignore[attr-defined]


def everywhere() -> Iterator[Unmarked]:
    """Each unmarked text of the program. Tests and the command line are not translated."""
    for path in sorted(ROOT.rglob("*")):
        shown = str(path.relative_to(ROOT.parent))
        parts = path.relative_to(ROOT).parts
        if "tests" in parts or parts[0] in {"testing", "cli"}:
            continue
        if path.suffix == ".html" and "templates" in parts:
            yield from (Unmarked(shown, line, text) for line, text in in_template(path.read_text()))
        elif path.suffix == ".py" and "migrations" not in parts:
            yield from (Unmarked(shown, line, text) for line, text in in_python(path.read_text()))


def main() -> int:
    """Print what is not marked; 0 where there is nothing."""
    found = list(everywhere())
    for one in found:
        print(one)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
