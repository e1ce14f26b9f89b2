"""Courses for tests, as real rows: what publishing would have stored, without files."""

import hashlib
from typing import Any

from plusone.core import clock
from plusone.courses.models import Chapter, ChapterVersion, Course, CourseVersion, Standing, StandingChange

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "q1",
        "kind": "single",
        "html": "Which name is best for a search button?",
        "options": [
            {
                "id": "a",
                "html": "The word <b>Search</b>",
                "right": True,
                "feedback": "Visible words work.",
            },
            {"id": "b", "html": "A title on hover", "right": False, "feedback": "A phone has no hover."},
            {"id": "c", "html": "None", "right": False, "feedback": ""},
        ],
    },
    {
        "id": "q2",
        "kind": "multiple",
        "html": "Which of these give a button its name?",
        "options": [
            {"id": "a", "html": "Its content", "right": True, "feedback": ""},
            {"id": "b", "html": "aria-label", "right": True, "feedback": ""},
            {"id": "c", "html": "Its colour", "right": False, "feedback": "A colour is never a name."},
        ],
        "if_right": "Words, all of them.",
        "if_wrong": "Are these words that can be spoken?",
    },
    {
        "id": "q3",
        "kind": "number",
        "html": "How many criteria are new in WCAG 2.2, about?",
        "answers": [["8.9", "9.1"]],
        "nots": [{"value": "6", "html": "Six are of level A and AA."}],
        "if_wrong": "Count once more.",
    },
    {
        "id": "q4",
        "kind": "text",
        "html": "What does a screen reader say for a button without a name?",
        "answers": ["button", "a button"],
        "nots": [{"value": "nothing", "html": "It says at least the role."}],
    },
    {
        "id": "q5",
        "kind": "order",
        "html": "Put the sources of a name in order.",
        "items": [
            {"id": "a", "html": "aria-labelledby"},
            {"id": "b", "html": "aria-label"},
            {"id": "c", "html": "The content"},
            {"id": "d", "html": "title"},
        ],
        "if_wrong": "The two that begin with aria come first.",
    },
    {
        "id": "q6",
        "kind": "pairs",
        "html": "What belongs together?",
        "left": [{"id": "a", "html": "VoiceOver"}, {"id": "b", "html": "TalkBack"}, {"id": "c", "html": "NVDA"}],
        "right": [{"id": "a", "html": "iPhone"}, {"id": "b", "html": "Android"}, {"id": "c", "html": "Windows"}],
    },
]


def quiz(*ids: str) -> dict[str, Any]:
    """A quiz of the questions with these ids; all six kinds when none is named."""
    return {"questions": [one for one in QUESTIONS if not ids or one["id"] in ids]}


def chapter(key: str, title: str = "", **fields: Any) -> dict[str, Any]:
    """A chapter for `course`: `quiz`, `part`, `language`, `html`, `minutes`, `summary` as wanted."""
    return {"key": key, "title": title or key.replace("-", " ").capitalize(), **fields}


def course(slug: str = "keyboard", chapters: list[dict[str, Any]] | None = None, **fields: Any) -> Course:
    """A published course; called again with the same slug it publishes the next version."""
    found, _new = Course.objects.get_or_create(slug=slug)
    number = found.versions.count() + 1
    language = fields.pop("language", "en")
    standing = fields.pop("standing", Standing.PUBLISHED)
    title = fields.pop("title", slug.replace("-", " ").capitalize())
    given = chapters if chapters is not None else [chapter("one", quiz=quiz("q1", "q2", "q3")), chapter("two")]
    values: dict[str, Any] = {
        "titles": {language: title},
        "summaries": {language: "Test any page without a mouse."},
        "descriptions": {language: "<p>Two tests find more than any tool.</p>"},
        "abilities": {language: ["Walk a page with the keyboard"]},
        "level": "beginner",
        "licence": "CC-BY-SA-4.0",
        "credits": ["Lea Okafor"],
        "minutes": sum(one.get("minutes", 12) for one in given),
        "first_application": "within-4-weeks",
        "audience": "adults-seeking",
        "manifest": {},
        "checksum": hashlib.sha256(f"{slug}{number}".encode()).hexdigest(),
        **fields,
    }
    version = CourseVersion.objects.create(course=found, number=number, language=language, **values)
    for position, one in enumerate(given, 1):
        _chapter_version(version, one, position, language)
    found.current, found.standing = version, standing
    found.save()
    return found


def _chapter_version(version: CourseVersion, given: dict[str, Any], position: int, language: str) -> None:
    identity, _new = Chapter.objects.get_or_create(course=version.course, key=given["key"])
    html = given.get("html", f"<p>What {given['key']} is about.</p>")
    ChapterVersion.objects.create(
        version=version,
        chapter=identity,
        position=given.get("position", position),
        language=given.get("language", language),
        part=given.get("part", ""),
        title=given["title"],
        summary=given.get("summary", ""),
        minutes=given.get("minutes", 12),
        source=html,
        html=html,
        quiz=given.get("quiz"),
        checksum=hashlib.sha256(html.encode()).hexdigest(),
    )


def put(course: Course, standing: str, reason: str = "", rather: Course | None = None) -> Course:
    """Let a course stand otherwise: on hold, retired, published again."""
    StandingChange.objects.create(course=course, standing=standing, reason=reason, rather=rather, at=clock.now())
    course.standing = standing
    course.save()
    return course
