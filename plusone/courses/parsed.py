"""A course as it was understood from its files, before anything is stored or drawn."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ChapterText:
    """One chapter in one language. `body` is Markdown without front matter and quiz, from `first_line` of its file.

    `quiz` is the text between the fences of the quiz, from line `quiz_line`, or None.
    """

    key: str
    language: str
    path: str
    title: str
    part: str
    summary: str
    minutes: int
    source: str
    body: str
    first_line: int
    quiz: str | None = None
    quiz_line: int = 0


@dataclass(frozen=True)
class CourseText:
    """What stands in `course.md` (or its likes): words by language, and the answers that it proposes."""

    language: str
    titles: dict[str, str]
    summaries: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    description_lines: dict[str, tuple[str, int]] = field(default_factory=dict)
    abilities: dict[str, list[str]] = field(default_factory=dict)
    slug: str = ""
    level: str = ""
    licence: str = ""
    credits: tuple[str, ...] = ()
    pass_mark: int = 70
    occupation: str = ""
    skills: tuple[str, ...] = ()
    first_application: str = ""
    audience: str = ""
    site: str = ""  # the address under which the text was published elsewhere; links to it lead here


@dataclass(frozen=True)
class Parsed:
    """`order` holds the chapters' keys; `texts` every chapter by key and language; `media` the other files by path."""

    course: CourseText
    order: tuple[str, ...]
    texts: dict[tuple[str, str], ChapterText]
    files: dict[str, bytes]

    def chapters(self, language: str) -> list[ChapterText]:
        """The chapters in order, in `language` where they exist in it, else in the course's own."""
        return [self.in_language(key, language) for key in self.order]

    def in_language(self, key: str, language: str) -> ChapterText:
        found = self.texts.get((key, language)) or self.texts.get((key, self.course.language))
        return found or next(text for (known, _language), text in self.texts.items() if known == key)

    def languages(self) -> list[str]:
        """The course's own language first."""
        others = {language for _key, language in self.texts} - {self.course.language}
        return [self.course.language, *sorted(others)]

    def by_path(self) -> dict[str, ChapterText]:
        return {text.path: text for text in self.texts.values()}


Json = dict[str, Any]
