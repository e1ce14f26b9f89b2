"""Published courses for other programs: read only, public."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from plusone.core.site import link
from plusone.courses.models import Course
from plusone.courses.queries import current, with_service
from plusone.skills.models import Identified

router = Router(tags=["courses"])
MOST = 100


class Named(Schema):
    """An occupation or a skill by its stable identifier; `label` is in the course's language where there is one."""

    uri: str
    label: str


class CourseOut(Schema):
    slug: str
    title: str
    titles: dict[str, str]
    summary: str
    language: str
    languages: list[str]
    level: str
    licence: str
    credits: list[str]
    minutes: int
    pass_mark: int
    standing: str
    version: int
    published_at: str
    occupation: Named | None
    skills: list[Named]
    first_application: str
    audience: str
    address: str
    folder: str


class ChapterOut(Schema):
    key: str
    position: int
    part: str
    title: str
    minutes: int
    quiz: bool
    languages: list[str]
    address: str


class CourseInFull(CourseOut):
    description: str
    abilities: list[str]
    chapters: list[ChapterOut]


class CoursePage(Schema):
    """`next` is the address of the next page, or null."""

    items: list[CourseOut]
    next: str | None


@router.get("/", response=CoursePage, summary="Published courses, by slug")
def list_courses(
    request: HttpRequest, after: str = Query("", max_length=80), limit: int = Query(20, ge=1, le=MOST)
) -> dict[str, Any]:
    """Pages by key: the answer names the address that goes on after its last course."""
    rows = list(with_service(Course.objects.readable().filter(slug__gt=after).order_by("slug"))[: limit + 1])
    page, more = rows[:limit], len(rows) > limit
    following = link(f"/api/v1/courses/?after={page[-1].slug}&limit={limit}") if more else None
    return {"items": [_course(course) for course in page], "next": following}


@router.get("/{slug}", response=CourseInFull, summary="One published course with its chapters")
def read_course(request: HttpRequest, slug: str) -> dict[str, Any]:
    course = with_service(Course.objects.readable().filter(slug=slug)).first()
    if course is None:
        raise Http404
    version = current(course)
    return {
        **_course(course),
        "description": version.descriptions.get(version.language, ""),
        "abilities": version.abilities.get(version.language, []),
        "chapters": _chapters(course),
    }


def _named(row: Identified, language: str) -> dict[str, str]:
    return {"uri": row.uri, "label": row.label(language)}


def _course(course: Course) -> dict[str, Any]:
    version = current(course)
    copied = (
        "language",
        "languages",
        "level",
        "licence",
        "credits",
        "minutes",
        "pass_mark",
        "first_application",
        "audience",
    )
    return {
        **{name: getattr(version, name) for name in copied},
        "slug": course.slug,
        "title": version.title(version.language),
        "titles": version.titles,
        "summary": version.summary(version.language),
        "standing": course.standing,
        "version": version.number,
        "published_at": version.published_at.isoformat(),
        "occupation": _named(version.occupation, version.language) if version.occupation else None,
        "skills": [_named(skill, version.language) for skill in version.skills.all()],
        "address": link(f"/courses/{course.slug}/"),
        "folder": link(f"/courses/{course.slug}/folder.zip"),
    }


def _chapters(course: Course) -> list[dict[str, Any]]:
    version = current(course)
    made: dict[str, dict[str, Any]] = {}
    rows = version.chapters.select_related("chapter").defer("html", "source").order_by("position", "pk")
    for row in rows:
        known = made.setdefault(row.chapter.key, {"languages": []})
        known["languages"].append(row.language)
        if "key" not in known or row.language == version.language:
            known.update(
                key=row.chapter.key,
                position=row.position,
                part=row.part,
                title=row.title,
                minutes=row.minutes,
                quiz=row.quiz is not None,
                address=link(f"/courses/{course.slug}/{row.chapter.key}/"),
            )
    return list(made.values())
