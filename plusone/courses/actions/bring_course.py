"""Bring a course: files become a draft that only its authors see."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from plusone.core import clock, events, files
from plusone.core.text import gettext as _
from plusone.courses import access
from plusone.courses.archives import Brought
from plusone.courses.errors import NotACourse, NotTheAuthor, SlugTaken
from plusone.courses.events import BROUGHT
from plusone.courses.linking import Previewed
from plusone.courses.models import Authorship, Course, Draft, DraftFile
from plusone.courses.reading import Reading, read
from plusone.courses.rendering import check
from plusone.people.models import Person

RESERVED = frozenset({"new", "review"})  # addresses below /drafts/ that are no courses


@dataclass(frozen=True)
class Result:
    """`changed` is False where the same files lay there already."""

    draft: Draft
    changed: bool


def bring_course(*, actor: Person, brought: Brought, course: Course | None = None, exact: bool = False) -> Result:
    """Keep what was brought as the draft of `course`, or of a new one, and report what was found.

    The same files twice change nothing. Without `course` a new one is made, with a number behind its name where the
    name is taken; `exact` refuses SlugTaken instead, unless the actor is an author of that course, which then gets the
    draft. Refuses NotTheAuthor, NotACourse and HostileArchive; nothing is kept then.
    """
    if not access.may_bring(actor) or (course is not None and not access.writes(actor, course)):
        raise NotTheAuthor
    reading = read(brought)
    if reading.parsed is None and not reading.files:
        raise NotACourse(_("Nothing in it could be read."))
    if course is None:
        course = _same(actor, reading) or (_named(actor, reading) if exact else None)
    slug = course.slug if course else _free(_wanted(reading))
    if reading.parsed is not None:
        check(reading.parsed, Previewed(slug), reading.report)
    stored = {path: files.keep(content, folder=f"courses/{slug}") for path, content in reading.files.items()}
    return _store(actor, course, slug, reading, stored)


def _store(actor: Person, course: Course | None, slug: str, reading: Reading, stored: dict[str, str]) -> Result:
    with transaction.atomic():
        course = _claim(actor, course, slug)
        draft = Draft.objects.filter(course=course).first()
        if draft is not None and draft.checksum == reading.checksum:
            _refresh(draft, reading)
            return Result(draft, changed=False)
        answers = draft.answers if draft else {}
        if draft is not None:
            draft.delete()
        draft = Draft.objects.create(
            course=course,
            brought_by=actor,
            brought_at=clock.now(),
            checksum=reading.checksum,
            report=reading.report.as_json(),
            answers=answers,
        )
        for content in reading.files.values():  # a tidying job may have run since: it takes the same lock
            files.keep(content, folder=f"courses/{slug}")
        DraftFile.objects.bulk_create(
            DraftFile(
                draft=draft,
                path=path,
                stored=stored[path],
                checksum=stored[path].rsplit("/", 1)[-1],
                size=len(reading.files[path]),
            )
            for path in sorted(stored)
        )
        events.record(BROUGHT, actor=actor, subject=course, checksum=reading.checksum, files=len(stored))
    return Result(draft, changed=True)


def _refresh(draft: Draft, reading: Reading) -> None:
    """The same files may be read better today: the report is what is found now."""
    report = reading.report.as_json()
    if draft.report != report:
        draft.report = report
        draft.save(update_fields=["report"])


def _claim(actor: Person, course: Course | None, slug: str) -> Course:
    if course is not None:
        return Course.objects.select_for_update().get(pk=course.pk)
    try:
        with transaction.atomic():
            made = Course.objects.create(slug=slug, created_at=clock.now())
    except IntegrityError:
        raise SlugTaken from None
    Authorship.objects.create(course=made, person=actor, since=clock.now())
    return made


def _wanted(reading: Reading) -> str:
    """The name in the address: as the files say, else from the title."""
    course = reading.parsed.course if reading.parsed else None
    said = slugify(course.slug) if course else ""
    title = course.titles.get(course.language, "") if course else reading.report.title
    wanted = (said or slugify(title) or "course")[:70].strip("-")
    return f"{wanted}-course" if wanted in RESERVED else wanted


def _free(wanted: str) -> str:
    taken = set(Course.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _same(actor: Person, reading: Reading) -> Course | None:
    """The actor's course that has exactly these files as its draft already."""
    return access.writable(actor).filter(draft__checksum=reading.checksum).first()


def _named(actor: Person, reading: Reading) -> Course | None:
    found = Course.objects.filter(slug=_wanted(reading)).first()
    if found is not None and not access.writes(actor, found):
        raise SlugTaken
    return found
