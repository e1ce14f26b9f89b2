"""What the authors' pages show, each with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from plusone.core import quotes
from plusone.courses import access, scope
from plusone.courses.models import Course, CourseVersion, Draft, Standing, StandingChange
from plusone.courses.readying import blocking
from plusone.courses.report import KEPT, LEFT_OUT, NOT_CONVERTED, Found, Report
from plusone.courses.stored import draft_reading
from plusone.people.models import Person


@dataclass(frozen=True)
class Desk:
    """A course on its author's desk. `draft` and `report` are None while nothing waits."""

    course: Course
    title: str
    draft: Draft | None
    report: Report | None
    versions: int

    @property
    def next_version(self) -> int:
        return self.versions + 1


def desks(person: Person) -> list[Desk]:
    """The person's courses, those with a draft first, then by title. Two queries."""
    rows = access.writable(person).select_related("current", "draft").order_by("pk")
    found = [desk(course) for course in rows]
    return sorted(found, key=lambda one: (one.draft is None, one.title.casefold()))


def desk(course: Course) -> Desk:
    draft = getattr(course, "draft", None)
    report = Report.from_json(draft.report) if draft else None
    title = (report.title if report else "") or (
        course.current.titles[course.current.language] if course.current else ""
    )
    return Desk(course, title or course.slug, draft, report, course.current.number if course.current else 0)


@dataclass(frozen=True)
class Group:
    """Findings of one sort: the sentence, the cure, and every place."""

    sentence: str
    cure: str
    places: tuple[Found, ...]


def grouped(found: Iterable[Found]) -> list[Group]:
    """The same sort of finding once, with all its places."""
    sorts: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for one in found:
        sorts[(one.key or one.sentence.split(":")[0], one.cure)].append(one)
    return [Group(places[0].sentence, cure, tuple(places)) for (_key, cure), places in sorts.items()]


@dataclass(frozen=True)
class Tally:
    """How many files of a kind came in, and what became of them."""

    kind: str
    all: int
    kept: int
    left_out: int
    not_converted: int


def tallies(report: Report) -> list[Tally]:
    kinds = dict.fromkeys(one.kind for one in report.files)
    made = [_tally(kind, [one.fate for one in report.files if one.kind == kind]) for kind in kinds]
    return sorted(made, key=lambda one: (-one.all, one.kind))


def total(report: Report) -> Tally:
    return _tally("all", [one.fate for one in report.files])


def _tally(kind: str, fates: list[str]) -> Tally:
    return Tally(kind, len(fates), fates.count(KEPT), fates.count(LEFT_OUT), fates.count(NOT_CONVERTED))


@dataclass(frozen=True)
class Change:
    """A version, and how its files differ from the one before."""

    version: CourseVersion
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def history(course: Course) -> list[Change]:
    """Every version, the newest first. One query."""
    made: list[Change] = []
    before: dict[str, str] = {}
    for version in course.versions.select_related("published_by").order_by("number"):
        now = checksums(version.manifest)
        made.append(Change(version, *difference(before, now)))
        before = now
    return made[::-1]


def checksums(manifest: Any) -> dict[str, str]:
    return {one["path"]: one["checksum"] for one in manifest}


Names = tuple[str, ...]


def difference(before: dict[str, str], now: dict[str, str]) -> tuple[Names, Names, Names]:
    """Paths that were added, changed and removed."""
    added = tuple(path for path in now if path not in before)
    changed = tuple(path for path in now if path in before and before[path] != now[path])
    removed = tuple(path for path in before if path not in now)
    return added, changed, removed


@dataclass(frozen=True)
class Review:
    """A published course that somebody should look at: what of the vision it misses, and which words have changed."""

    course: Course
    title: str
    misses: tuple[scope.Miss, ...]
    words: tuple[str, ...]


def to_review(person: Person, language: str) -> list[Review]:
    """Courses outside the vision in force, or that quote words with a newer version. None is removed by itself.

    Leadership sees every course, an author their own. A fixed number of queries.
    """
    vision = scope.in_force()
    rows = with_service(access.decidable(person).readable().order_by("pk"))  # type: ignore[attr-defined]
    found = []
    known: dict[tuple[str, str], str | None] = {}
    for course in rows:
        version = current(course)
        serves = version.occupation_id is not None or bool(version.skills.all())
        judged = scope.judge(vision, audience=version.audience, serves=serves, language=language)
        misses = judged.misses if judged else ()
        words = stale_words(version, known)
        if (misses and course.standing == Standing.PUBLISHED) or words:
            found.append(Review(course, version.title(language), misses, words))
    return found


def current(course: Course) -> CourseVersion:
    """The newest version of a course that anybody may read: there is one."""
    if course.current is None:
        raise CourseVersion.DoesNotExist
    return course.current


def with_service(courses: QuerySet[Course]) -> QuerySet[Course]:
    """Courses with their current version, what it serves, and its newest change of standing."""
    changes = StandingChange.objects.order_by("-pk").select_related("rather")
    return courses.select_related("current", "current__occupation").prefetch_related(
        "current__skills", Prefetch("standing_changes", changes)
    )


def stale_words(version: CourseVersion, known: dict[tuple[str, str], str | None] | None = None) -> Names:
    """Which of the words that the version quotes are in force in a newer version by now. `known` remembers answers."""
    known = {} if known is None else known
    stale = []
    for key, pinned in version.quotes.items():
        place = (key, version.language)
        if place not in known:
            now = quotes.quote(*place)
            known[place] = now.version if now else None
        if known[place] not in (None, pinned):
            stale.append(key)
    return tuple(stale)


def report_page(report: Report) -> dict[str, Any]:
    """What the page of the report shows."""
    return {
        "report": report,
        "blocking": grouped(report.blocking),
        "notes": grouped(report.notes),
        "tallies": tallies(report),
        "total": total(report),
        "inside": [(name, report.inside[name]) for name in INSIDE if name in report.inside],
        "outside": [one for one in report.files if one.fate != KEPT],
    }


INSIDE = (
    "quizzes",
    "questions",
    "exercises",
    "notes",
    "teaching_notes",
    "code",
    "tables",
    "pictures",
    "pictures_missing",
)


def report_rows(report: Report) -> Iterable[list[str]]:
    """The report as a table: every file, then every finding. Cells that a spreadsheet would run are made text."""
    yield ["file", "line", "what", "result", "words", "what to do", "bytes", "sha256"]
    for one in report.files:
        yield [safe_cell(one.path), "", one.kind, one.fate, safe_cell(one.reason), "", str(one.size), one.checksum]
    for found in report.found:
        line = str(found.line or "")
        yield [safe_cell(found.file), line, "finding", found.severity, safe_cell(found.sentence), found.cure, "", ""]


def safe_cell(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


@dataclass(frozen=True)
class Readiness:
    """What the publishing page says beside the form."""

    chapters: int
    minutes: int
    licence: str
    quizzes: int
    missing: int
    blocking: tuple[Found, ...]
    vision_stated: bool


def readiness(course: Course, draft: Draft) -> Readiness:
    """Read from the draft's files now: words to quote may have been stated since it was brought."""
    reading = draft_reading(draft)
    found = blocking(draft, reading, course.slug)
    parsed = reading.parsed
    return Readiness(
        chapters=len(parsed.order) if parsed else 0,
        minutes=sum(one.minutes for one in parsed.chapters(parsed.course.language)) if parsed else 0,
        licence=parsed.course.licence if parsed else "",
        quizzes=reading.report.inside.get("quizzes", 0),
        missing=reading.report.inside.get("pictures_missing", 0),
        blocking=tuple(found),
        vision_stated=scope.in_force() is not None,
    )


def other_courses(course: Course) -> list[tuple[str, str]]:
    """Published courses that one could take instead: slug and title."""
    rows = Course.objects.filter(standing=Standing.PUBLISHED).exclude(pk=course.pk).select_related("current")
    pairs = [(one.slug, one.current.title(one.current.language)) for one in rows if one.current]
    return sorted(pairs, key=lambda pair: pair[1].casefold())


def changes(course: Course) -> list[StandingChange]:
    return list(course.standing_changes.select_related("by", "rather").order_by("-pk"))


def slugs_of(person: Person) -> set[str]:
    """The courses that the person may publish again."""
    return set(access.writable(person).values_list("slug", flat=True))
