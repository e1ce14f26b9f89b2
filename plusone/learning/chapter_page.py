"""What the page of a chapter needs, in one query: the chapter, the list of chapters, and how far the reader is."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.http import Http404

from plusone.courses.models import ChapterVersion, Standing, StandingChange
from plusone.learning import languages, outline
from plusone.learning.languages import Tongue
from plusone.learning.memo import Memo
from plusone.learning.models import Following, Pass, Reading
from plusone.learning.outline import Step
from plusone.people.models import Person

_PLAIN = ("pk", "chapter_id", "position", "language", "part", "title", "minutes")
_HERE = ("summary", "html", "quiz")
_COURSE = ("titles", "credits")
_NEVER = Value(False, output_field=BooleanField())


@dataclass(frozen=True)
class ChapterPage:
    """A chapter in one language, where it stands in its course, and how far the reader is."""

    slug: str
    key: str
    standing: str
    course_id: int
    course_title: str
    course_language: str
    written_in: str
    number: int
    licence: str
    credits: list[Any]
    pass_mark: int
    published_on: date
    version_id: int
    chapter_version_id: int
    chapter_id: int
    title: str
    summary: str
    html: str
    minutes: int
    quiz_json: dict[str, Any] | None
    tongue: Tongue
    others: list[Tongue]
    steps: list[Step]
    follows: bool
    stopped: bool

    @cached_property
    def place(self) -> int:
        return next(number for number, step in enumerate(self.steps) if step.chapter_id == self.chapter_id)

    @property
    def here(self) -> Step:
        return self.steps[self.place]

    @property
    def position(self) -> int:
        return self.place + 1

    @property
    def previous(self) -> Step | None:
        return self.steps[self.place - 1] if self.place else None

    @property
    def next(self) -> Step | None:
        return self.steps[self.place + 1] if self.place + 1 < len(self.steps) else None

    @property
    def progress(self) -> outline.Progress:
        return outline.progress(self.steps)

    @property
    def quiz(self) -> bool:
        """Whether the chapter ends in one, in this language."""
        return self.quiz_json is not None

    @property
    def open(self) -> bool:
        return self.standing == Standing.PUBLISHED

    @property
    def on_hold(self) -> bool:
        return self.standing == Standing.ON_HOLD

    @property
    def retired(self) -> bool:
        return self.standing == Standing.RETIRED


class Gone(Exception):
    """The course is retired, and whoever asks has no stake in it."""

    def __init__(self, title: str) -> None:
        self.title = title


def chapter_page(slug: str, key: str, person: Person | None, wishes: list[str]) -> ChapterPage:
    """One query. Http404 for what is not published or not there; Gone where only its followers may still read.

    What never changes of a published chapter is remembered; then the query asks only how far the reader is.
    """
    page = _remembered(slug, key, person, wishes)
    if page is None:
        rows = list(_rows(slug, key, person))
        here = {row["language"]: row for row in rows if row["key"] == key}
        if not here:
            raise Http404
        pages = {language: _page(slug, row, rows, [language], here) for language, row in here.items()}
        page = _in_language(pages, wishes)
        _known.keep((slug, key), pages)
    if page.retired and not (page.follows or page.stopped):
        raise Gone(page.course_title)
    return page


_known: Memo[dict[str, ChapterPage]] = Memo(200)  # by slug and key, then by language; as some reader saw them


def _in_language(pages: dict[str, ChapterPage], wishes: list[str]) -> ChapterPage:
    first = next(iter(pages.values()))
    otherwise = first.written_in if first.written_in in pages else first.tongue.code
    return pages[languages.choose(pages, wishes, otherwise)]


def _remembered(slug: str, key: str, person: Person | None, wishes: list[str]) -> ChapterPage | None:
    pages = _known.find((slug, key))
    if pages is None:
        return None
    page = _in_language(pages, wishes)
    reader = reader_of(slug, person.pk if person else 0)
    if reader is None or (reader.version_id, reader.standing) != (page.version_id, page.standing):
        return None
    steps = [reader.seen(step) for step in page.steps]
    return replace(page, steps=steps, follows=reader.follows, stopped=reader.stopped)


@dataclass(frozen=True)
class Reader:
    """How far somebody is in a course, and which version of it is current."""

    version_id: int | None
    standing: str
    follows: bool
    stopped: bool
    read: set[int]
    passed: set[int]

    def seen(self, step: Step) -> Step:
        """The step as this reader has it."""
        read, passed = step.chapter_id in self.read, step.chapter_id in self.passed
        return step if (step.read, step.passed) == (read, passed) else replace(step, read=read, passed=passed)


# Written by hand because it stands in the way of every page that a learner opens, and building it anew each time costs
# more than running it.
_READER = """
SELECT course.current_id, course.standing, following.id, following.stopped_at, chapter.id, reading.id, passed.id
FROM courses_course course
JOIN courses_chapter chapter ON chapter.course_id = course.id
LEFT JOIN learning_following following ON following.course_id = course.id AND following.person_id = %s
LEFT JOIN learning_reading reading ON reading.chapter_id = chapter.id AND reading.person_id = %s
LEFT JOIN learning_pass passed ON passed.chapter_id = chapter.id AND passed.person_id = %s
WHERE course.slug = %s
"""


def reader_of(slug: str, person_id: int) -> Reader | None:
    """One query; None for a course without chapters. A visitor is nobody: 0."""
    with connection.cursor() as cursor:
        cursor.execute(_READER, [person_id, person_id, person_id, slug])
        rows = cursor.fetchall()
    if not rows:
        return None
    version_id, standing, following, stopped_at = rows[0][:4]
    return Reader(
        version_id,
        standing,
        following is not None and stopped_at is None,
        stopped_at is not None,
        {row[4] for row in rows if row[5] is not None},
        {row[4] for row in rows if row[6] is not None},
    )


def standing_change(course_id: int) -> StandingChange | None:
    """Why the course stands as it does, and what to take rather; one query."""
    return StandingChange.objects.filter(course=course_id).order_by("-pk").select_related("rather__current").first()


def _rows(slug: str, key: str, person: Person | None) -> "QuerySet[ChapterVersion, dict[str, Any]]":
    """Every chapter of the current version in every language; the bulky fields only where they are asked for."""
    course = "version__course"
    here = Q(chapter__key=key)
    mine: dict[str, Any] = {"read": _NEVER, "passed": _NEVER, "follows": _NEVER, "stopped": _NEVER}
    if person is not None:
        whose = {"person": person.pk, "chapter": OuterRef("chapter")}
        followed = Following.objects.filter(person=person.pk, course=OuterRef("version__course"))
        mine = {
            "read": Exists(Reading.objects.filter(**whose)),
            "passed": Exists(Pass.objects.filter(**whose)),
            "follows": Exists(followed.filter(stopped_at=None)),
            "stopped": Exists(followed.filter(stopped_at__isnull=False)),
        }
    return (
        ChapterVersion.objects.filter(version__course__slug=slug, version=F(f"{course}__current"))
        .exclude(version__course__standing=Standing.DRAFT)
        .order_by("position", "pk")
        .values(
            *_PLAIN,
            key=F("chapter__key"),
            asks=Case(When(quiz__isnull=False, then=Value(True)), default=_NEVER),
            standing=F(f"{course}__standing"),
            course_id=F("version__course_id"),
            course_language=F("version__language"),
            number=F("version__number"),
            licence=F("version__licence"),
            pass_mark=F("version__pass_mark"),
            published_at=F("version__published_at"),
            its_version=F("version_id"),
            **{f"here_{name}": Case(When(here, then=F(name))) for name in _HERE},
            **{f"course_{name}": Case(When(here, then=F(f"version__{name}"))) for name in _COURSE},
            **mine,
        )
    )


def _page(
    slug: str,
    row: dict[str, Any],
    rows: list[dict[str, Any]],
    wishes: list[str],
    here: dict[str, Any],
) -> ChapterPage:
    titles = row["course_titles"]
    spoken = languages.choose(titles, wishes, row["course_language"])
    return ChapterPage(
        slug=slug,
        key=row["key"],
        standing=row["standing"],
        course_id=row["course_id"],
        course_title=titles[spoken],
        course_language=spoken,
        written_in=row["course_language"],
        number=row["number"],
        licence=row["licence"],
        credits=row["course_credits"],
        pass_mark=row["pass_mark"],
        published_on=row["published_at"].date(),
        version_id=row["its_version"],
        chapter_version_id=row["pk"],
        chapter_id=row["chapter_id"],
        title=row["title"],
        summary=row["here_summary"],
        html=row["here_html"],
        minutes=row["minutes"],
        quiz_json=row["here_quiz"],
        tongue=languages.tongue(row["language"]),
        others=[languages.tongue(code) for code in here if code != row["language"]],
        steps=outline.steps(
            rows,
            wishes,
            row["course_language"],
            {one["chapter_id"] for one in rows if one["read"]},
            {one["chapter_id"] for one in rows if one["passed"]},
        ),
        follows=row["follows"],
        stopped=row["stopped"],
    )
