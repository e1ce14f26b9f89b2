"""What the preview pages show. A draft is drawn anew each time: only its authors look at it."""

from dataclasses import dataclass
from typing import Any

from plusone.courses.linking import Previewed
from plusone.courses.models import Draft
from plusone.courses.parsed import ChapterText, Parsed
from plusone.courses.rendering import Drawing
from plusone.courses.stored import draft_reading


@dataclass(frozen=True)
class Contents:
    slug: str
    title: str
    language: str
    languages: list[str]
    description: str
    abilities: list[str]
    chapters: list[ChapterText]


@dataclass(frozen=True)
class ChapterPage:
    """One chapter; `before` and `after` are its neighbours in the author's order."""

    slug: str
    course: str
    language: str
    languages: list[str]
    text: ChapterText
    number: int
    of: int
    html: str
    questions: list[dict[str, Any]]
    before: ChapterText | None
    after: ChapterText | None


def _language(parsed: Parsed, wanted: str) -> str:
    return wanted if wanted in parsed.languages() else parsed.course.language


def contents(draft: Draft, wanted: str) -> Contents | None:
    parsed = draft_reading(draft).parsed
    if parsed is None:
        return None
    language = _language(parsed, wanted)
    course = parsed.course
    spoken = language if language in course.titles else course.language
    drawing = Drawing(parsed, Previewed(draft.course.slug))
    return Contents(
        slug=draft.course.slug,
        title=course.titles.get(spoken, draft.course.slug),
        language=spoken,
        languages=parsed.languages(),
        description=drawing.description(spoken).html,
        abilities=course.abilities.get(spoken, []),
        chapters=parsed.chapters(language),
    )


def chapter(draft: Draft, key: str, wanted: str) -> ChapterPage | None:
    parsed = draft_reading(draft).parsed
    if parsed is None or key not in parsed.order:
        return None
    language = _language(parsed, wanted)
    text = parsed.in_language(key, language)
    drawn = Drawing(parsed, Previewed(draft.course.slug)).chapter(text)
    chapters = parsed.chapters(language)
    place = parsed.order.index(key)
    return ChapterPage(
        slug=draft.course.slug,
        course=parsed.course.titles.get(language)
        or parsed.course.titles.get(parsed.course.language, draft.course.slug),
        language=language,
        languages=[one for one in parsed.languages() if (key, one) in parsed.texts],
        text=text,
        number=place + 1,
        of=len(parsed.order),
        html=drawn.html,
        questions=drawn.quiz["questions"] if drawn.quiz else [],
        before=chapters[place - 1] if place else None,
        after=chapters[place + 1] if place + 1 < len(chapters) else None,
    )
