"""Chapters to HTML and quizzes to values: the same for a preview, for the report and for a published version."""

from dataclasses import dataclass
from typing import Any

from plusone.core import quotes
from plusone.core.markdown import Problem, render, render_phrase
from plusone.core.text import gettext as _
from plusone.courses import quiz_text
from plusone.courses.boxes import EXERCISES, TEACHING, boxes
from plusone.courses.linking import Linker, Places
from plusone.courses.parsed import ChapterText, Parsed
from plusone.courses.report import Report

COUNTED = {"code": "code", "picture": "pictures", "picture:missing": "pictures_missing", "table": "tables"}


@dataclass(frozen=True)
class Drawn:
    """A chapter as its page shows it. `quiz` holds the right answers; a page takes only what it may."""

    html: str
    quiz: dict[str, Any] | None
    problems: list[Problem]
    counts: dict[str, int]


class Drawing:
    """Draws the texts of one course, and remembers which words of the school they quote."""

    def __init__(self, parsed: Parsed, places: Places) -> None:
        self.parsed = parsed
        self.linker = Linker(parsed, places)
        self.quoted: dict[str, str] = {}

    def _quoting(self, language: str) -> Any:
        def fill(key: str) -> tuple[str, str] | None:
            found = quotes.quote(key, language)
            if found is None:
                return None
            self.quoted[key] = found.version
            return found.text, found.language

        return fill

    def chapter(self, text: ChapterText) -> Drawn:
        links = self.linker.within(text.path)
        drawn = render(
            text.body,
            language=text.language,
            links=links,
            boxes=boxes(self._quoting(text.language)),
            first_line=text.first_line,
        )
        problems = list(drawn.problems)
        quiz = self._quiz(text, problems) if text.quiz is not None else None
        return Drawn(drawn.html, quiz, problems, drawn.counts)

    def _quiz(self, text: ChapterText, problems: list[Problem]) -> dict[str, Any]:
        links = self.linker.within(text.path)

        def draw(words: str, line: int) -> str:
            phrase = render_phrase(words, language=text.language, links=links, first_line=line)
            problems.extend(phrase.problems)
            return phrase.html

        def tell(line: int, sentence: str, cure: str) -> None:
            problems.append(Problem(line, "quiz", sentence, cure, True))

        return quiz_text.parse(text.quiz or "", first_line=text.quiz_line, draw=draw, tell=tell)

    def description(self, language: str) -> Drawn:
        """The longer description of the course."""
        text = self.parsed.course.descriptions.get(language, "")
        path, line = self.parsed.course.description_lines.get(language, ("course.md", 1))
        drawn = render(
            text,
            language=language,
            links=self.linker.within(path),
            boxes=boxes(self._quoting(language)),
            first_line=line,
        )
        return Drawn(drawn.html, None, drawn.problems, drawn.counts)


def check(parsed: Parsed, places: Places, report: Report) -> None:
    """Draw everything once, and write what is wrong and what is inside into the report."""
    drawing = Drawing(parsed, places)
    for language in parsed.course.descriptions:
        described = drawing.description(language)
        _note(report, parsed.course.description_lines[language][0], described.problems)
        if language == parsed.course.language:
            _count(report, described)
    questions: dict[str, dict[str, int]] = {}
    for key in parsed.order:
        for language in parsed.languages():
            text = parsed.texts.get((key, language))
            if text is None:
                continue
            drawn = drawing.chapter(text)
            _note(report, text.path, drawn.problems)
            if language == parsed.course.language:
                _count(report, drawn)
            questions.setdefault(key, {})[language] = len(drawn.quiz["questions"]) if drawn.quiz else 0
    _compare_languages(parsed, questions, report)


def _note(report: Report, path: str, problems: list[Problem]) -> None:
    for one in problems:
        report.tell(path, one.line, one.sentence, one.cure, blocks=one.blocks, key=one.key)


def _count(report: Report, drawn: Drawn) -> None:
    for name, number in drawn.counts.items():
        kind = name.removeprefix("box:")
        if name in COUNTED:
            report.count(COUNTED[name], number)
        elif kind in EXERCISES:
            report.count("exercises", number)
        elif kind in TEACHING:
            report.count("teaching_notes", number)
        elif name.startswith("box:"):
            report.count("notes", number)
    if drawn.quiz:
        report.count("quizzes")
        report.count("questions", len(drawn.quiz["questions"]))


def _compare_languages(parsed: Parsed, questions: dict[str, dict[str, int]], report: Report) -> None:
    """A quiz passed in one language counts in all, so each language asks as much."""
    own = parsed.course.language
    for key, by_language in questions.items():
        for language, number in by_language.items():
            if number != by_language.get(own, number):
                text = parsed.texts[key, language]
                sentence = _("The quiz has %(here)d questions, and %(there)d in the course's own language") % {
                    "here": number,
                    "there": by_language[own],
                }
                report.tell(text.path, text.quiz_line, sentence, _("Ask the same questions in both."), blocks=True)
