"""What the catalogue, the page of a course, and *my courses* need, each in a fixed number of queries."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Value, When
from django.http import Http404

from plusone.core.text import gettext_lazy as _
from plusone.courses.models import ChapterVersion, Course, CourseVersion, FirstApplication, Standing, StandingChange
from plusone.learning import languages, outline
from plusone.learning.models import Completion, Following, Pass, Reading
from plusone.learning.outline import Part, Progress, Step
from plusone.people.models import Person

SHOWN = 6  # courses of a section on the first page
A_PAGE = 50  # courses of one section alone


@dataclass(frozen=True)
class Offer:
    """A course in the catalogue. `reason`, `since` and `rather` are those of a course on hold."""

    slug: str
    version: CourseVersion
    title: str
    summary: str
    language: str
    helps_to: str
    tongues: list[languages.Tongue]
    since: datetime | None = None
    reason: str = ""
    rather: "Offer | None" = None


@dataclass(frozen=True)
class Section:
    """The courses that help to a first application within the same time, or those on hold."""

    key: str
    title: Any
    heading: Any
    offers: list[Offer]
    of: int

    @property
    def more(self) -> bool:
        return self.of > len(self.offers)


@dataclass(frozen=True)
class Catalogue:
    sections: list[Section]
    on_hold: Section
    of: int


ON_HOLD = "on-hold"
HEADINGS: dict[str, Any] = {
    FirstApplication.FOUR_WEEKS: _("A first application within 4 weeks"),
    FirstApplication.THREE_MONTHS: _("A first application within 3 months"),
    FirstApplication.YEAR: _("A first application within a year"),
    FirstApplication.LATER: _("For later"),
}


def catalogue(wishes: list[str], spoken: str) -> Catalogue:
    """The first courses of each section, the soonest help first; eight queries for any number of courses."""
    counts = dict(
        Course.objects.filter(standing=Standing.PUBLISHED)
        .values_list("current__first_application")
        .annotate(n=Count("pk"))
        .order_by()
    )
    sections = [
        Section(
            soon.value,
            soon.label,
            HEADINGS[soon],
            _offers(_published(soon.value)[:SHOWN], wishes, spoken),
            counts[soon.value],
        )
        for soon in FirstApplication
        if counts.get(soon.value)
    ]
    held = Course.objects.filter(standing=Standing.ON_HOLD).count()
    on_hold = Section(ON_HOLD, "", "", _held(_on_hold()[:SHOWN], wishes, spoken), held)
    return Catalogue(sections, on_hold, sum(counts.values()))


@dataclass(frozen=True)
class SectionPage:
    title: Any
    heading: Any
    offers: list[Offer]
    after: str


def section_page(key: str, after: str, wishes: list[str], spoken: str) -> SectionPage:
    """One section alone, by slugs that come after `after`; Http404 for a section or a slug that cannot be."""
    if not re.fullmatch(r"[\w-]{0,80}", after, re.ASCII):
        raise Http404
    if key == ON_HOLD:
        found = _held(_on_hold().filter(slug__gt=after)[: A_PAGE + 1], wishes, spoken)
        title: Any = ""
        heading: Any = ""
    elif key in FirstApplication.values:
        found = _offers(_published(key).filter(slug__gt=after)[: A_PAGE + 1], wishes, spoken)
        title, heading = FirstApplication(key).label, HEADINGS[key]
    else:
        raise Http404
    more = len(found) > A_PAGE
    return SectionPage(title, heading, found[:A_PAGE], found[A_PAGE - 1].slug if more else "")


def _published(first_application: str) -> Any:
    found = Course.objects.filter(standing=Standing.PUBLISHED, current__first_application=first_application)
    return found.select_related("current__occupation").order_by("slug")


def _on_hold() -> Any:
    return Course.objects.filter(standing=Standing.ON_HOLD).select_related("current__occupation").order_by("slug")


def _offers(courses: Iterable[Course], wishes: list[str], spoken: str) -> list[Offer]:
    return [_offer(course, wishes, spoken) for course in courses if course.current]


def _offer(course: Course, wishes: list[str], spoken: str, **more: Any) -> Offer:
    version = course.current
    assert version is not None  # noqa: S101 - nothing is published without a version
    language = languages.choose(version.titles, wishes, version.language)
    return Offer(
        course.slug,
        version,
        version.title(language),
        version.summary(language),
        language,
        version.occupation.label(spoken) if version.occupation else "",
        [languages.tongue(code) for code in version.languages],
        **more,
    )


def _held(courses: Iterable[Course], wishes: list[str], spoken: str) -> list[Offer]:
    found = [course for course in courses if course.current]
    later = StandingChange.objects.filter(course=OuterRef("course"), pk__gt=OuterRef("pk"))
    changes = {
        change.course_id: change
        for change in StandingChange.objects.filter(~Exists(later), course__in=found).select_related(
            "rather__current__occupation"
        )
    }
    made = []
    for course in found:
        change = changes.get(course.pk)
        rather = change.rather if change and change.rather and change.rather.current else None
        made.append(
            _offer(
                course,
                wishes,
                spoken,
                since=change.at if change else None,
                reason=change.reason if change else "",
                rather=_offer(rather, wishes, spoken) if rather else None,
            )
        )
    return made


# One course ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CoursePage:
    course: Course
    version: CourseVersion
    tongue: languages.Tongue
    others: list[languages.Tongue]
    title: str
    summary: str
    description: str
    abilities: list[str]
    helps_to: str
    skills: list[str]
    parts: list[Part]
    steps: list[Step]
    versions: list[Any]
    change: StandingChange | None
    following: Following | None
    completion: Completion | None

    @property
    def follows(self) -> bool:
        return self.following is not None and self.following.stopped_at is None

    @property
    def progress(self) -> Progress:
        return outline.progress(self.steps)

    @property
    def next(self) -> Step | None:
        return outline.next_step(self.steps, self.following.place_id if self.following else None)

    @property
    def quizzes(self) -> int:
        return sum(step.asks for step in self.steps)


def course_page(slug: str, person: Person | None, wishes: list[str], spoken: str) -> CoursePage:
    """A course as it stands; five queries, and three about somebody with an account. Http404 for a draft."""
    course = (
        Course.objects.exclude(standing=Standing.DRAFT)
        .exclude(current=None)
        .select_related("current__occupation")
        .filter(slug=slug)
        .first()
    )
    if course is None or course.current is None:
        raise Http404
    version = course.current
    language = languages.choose(version.titles, wishes, version.language)
    rows, read, passed = _rows([version.pk]), set[int](), set[int]()
    following = completion = None
    if person is not None:
        following = Following.objects.filter(person=person, course=course).first()
        completion = Completion.objects.filter(person=person, course=course).first()
        read, passed = _doings(person, [course.pk])
    steps = outline.steps(rows, [language, *wishes], version.language, read, passed)
    return CoursePage(
        course=course,
        version=version,
        tongue=languages.tongue(language),
        others=[languages.tongue(code) for code in version.languages if code != language],
        title=version.title(language),
        summary=version.summary(language),
        description=str(version.descriptions.get(language) or version.descriptions.get(version.language, "")),
        abilities=list(version.abilities.get(language) or version.abilities.get(version.language, [])),
        helps_to=version.occupation.label(spoken) if version.occupation else "",
        skills=[skill.label(spoken) for skill in version.skills.all()],
        parts=outline.parts(steps),
        steps=steps,
        versions=list(course.versions.order_by("-number").values("number", "published_at")[:20]),
        change=StandingChange.objects.filter(course=course).select_related("rather__current").order_by("-pk").first(),
        following=following,
        completion=completion,
    )


def _rows(version_ids: list[int]) -> list[dict[str, Any]]:
    rows = (
        ChapterVersion.objects.filter(version__in=version_ids)
        .order_by("position", "pk")
        .values(
            "version_id",
            "chapter_id",
            "position",
            "language",
            "part",
            "title",
            "minutes",
            "quiz__questions",
            key=F("chapter__key"),
            asks=Case(When(quiz__isnull=False, then=Value(True)), default=Value(False), output_field=BooleanField()),
        )
    )
    return [{**row, "questions": len(row["quiz__questions"] or ())} for row in rows]


def _doings(person: Person, course_ids: list[int]) -> tuple[set[int], set[int]]:
    """The chapters of these courses that the person read, and those whose quiz they passed; one query."""
    read = Reading.objects.filter(person=person, chapter__course__in=course_ids)
    passed = Pass.objects.filter(person=person, chapter__course__in=course_ids)
    rows = read.values_list("chapter_id", Value(0)).union(passed.values_list("chapter_id", Value(1)), all=True)
    found: tuple[set[int], set[int]] = (set(), set())
    for chapter_id, which in rows:
        found[which].add(chapter_id)
    return found


# My courses ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MyCourse:
    """A course that somebody follows: how far they are, and where they go on."""

    slug: str
    title: str
    language: str
    standing: str
    progress: Progress
    next: Step | None
    completed_at: datetime | None
    touched_at: datetime


def my_courses(person: Person, wishes: list[str] | None = None) -> list[MyCourse]:
    """The courses that the person follows, the one they were in last first; three queries."""
    followings = (
        Following.objects.filter(person=person, stopped_at=None)
        .exclude(course__current=None)
        .select_related("course__current")
        .annotate(
            completed_at=Completion.objects.filter(person=person, course=OuterRef("course")).values("at")[:1],
        )
    )
    found = list(followings)
    if not found:
        return []
    rows = _rows([one.course.current_id for one in found if one.course.current_id])
    read, passed = _doings(person, [one.course_id for one in found])
    mine = [_mine(one, rows, read, passed, wishes or [person.language]) for one in found]
    return sorted(mine, key=lambda one: one.touched_at, reverse=True)


def _mine(one: Following, rows: list[dict[str, Any]], read: set[int], passed: set[int], wishes: list[str]) -> MyCourse:
    version = one.course.current
    assert version is not None  # noqa: S101 - the query left those out
    language = languages.choose(version.titles, wishes, version.language)
    own = [row for row in rows if row["version_id"] == version.pk]
    steps = outline.steps(own, [language, *wishes], version.language, read, passed)
    return MyCourse(
        one.course.slug,
        version.title(language),
        language,
        one.course.standing,
        outline.progress(steps),
        outline.next_step(steps, one.place_id),
        one.completed_at,  # type: ignore[attr-defined]
        one.place_at or one.since,
    )
