"""Publish the draft of a course as a version that never changes."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from plusone.core import clock, events
from plusone.core.text import get_language
from plusone.core.text import gettext as _
from plusone.courses import access, scope
from plusone.courses.answers import Answers
from plusone.courses.errors import DraftChanged, NothingNew, NotReady, NotTheAuthor
from plusone.courses.events import PUBLISHED
from plusone.courses.linking import Published
from plusone.courses.media import kind_of
from plusone.courses.models import (
    Audience,
    Chapter,
    ChapterVersion,
    Course,
    CourseVersion,
    Draft,
    FirstApplication,
    Level,
    ServedSkill,
    Standing,
    StandingChange,
    VersionFile,
)
from plusone.courses.parsed import Parsed
from plusone.courses.reading import Reading
from plusone.courses.readying import blocking
from plusone.courses.rendering import Drawing, Drawn
from plusone.courses.stored import draft_reading
from plusone.people.models import Person
from plusone.skills import queries as skills
from plusone.skills.models import Occupation, Skill


@dataclass(frozen=True)
class Served:
    occupation: Occupation | None
    skills: tuple[Skill, ...]


@dataclass(frozen=True)
class Pages:
    """Everything of a version that is drawn once, at publishing."""

    number: int
    chapters: dict[tuple[str, str], Drawn]
    descriptions: dict[str, str]
    quoted: dict[str, str]


def publish_course(*, actor: Person, course: Course, answers: Answers, seen: str) -> CourseVersion:
    """Make the next version of `course` from its draft, as it was when `seen` (a checksum) was shown.

    Refuses NotTheAuthor, DraftChanged, NotReady (something blocks, or an answer is missing), scope.OutOfScope (the
    vision in force) and NothingNew. Draft and answers are kept in each of these cases.
    """
    if not access.writes(actor, course):
        raise NotTheAuthor
    draft = Draft.objects.filter(course=course).first()
    if draft is None:
        raise NothingNew
    if draft.checksum != seen:
        raise DraftChanged
    Draft.objects.filter(pk=draft.pk).update(answers=answers.as_json())
    reading = draft_reading(draft)
    parsed = ready(draft, reading)
    served = _served(answers)
    _complete(answers)
    _in_scope(answers, served)
    number = course.versions.count() + 1
    pages = _draw(parsed, Published(course.slug, number), number)
    with transaction.atomic():
        return _store(actor, course, draft, answers, served, reading, parsed, pages)


def ready(draft: Draft, reading: Reading) -> Parsed:
    """The course to publish, or NotReady with the first thing that blocks it."""
    found = blocking(draft, reading, draft.course.slug)
    if found:
        first = _("This must be mended first: %(sentence)s (%(where)s).") % {
            "sentence": found[0].sentence,
            "where": found[0].where,
        }
        raise NotReady(first, way_on=(_("Read the report"), f"/drafts/{draft.course.slug}/"))
    if reading.parsed is None:
        raise NotReady(_("No chapter could be read."))
    return reading.parsed


def _served(answers: Answers) -> Served:
    """Occupation and skills by their URIs. An unknown one is refused: nobody could tell whom the course helps."""
    occupation = skills.occupation(answers.occupation) if answers.occupation else None
    if answers.occupation and occupation is None:
        raise NotReady(_("We do not know this occupation: %s") % answers.occupation)
    found = skills.skills(answers.skills)
    unknown = [uri for uri in answers.skills if uri not in found]
    if unknown:
        raise NotReady(_("We do not know this skill: %s") % unknown[0])
    return Served(occupation, tuple(found[uri] for uri in dict.fromkeys(answers.skills)))


def _complete(answers: Answers) -> None:
    """An unanswered question stays unanswered; it never becomes a yes."""
    if answers.first_application not in FirstApplication.values:
        raise NotReady(_("Say how soon the course helps to a first application."))
    if answers.audience not in Audience.values:
        raise NotReady(_("Say for whom the course is."))
    if answers.level not in Level.values:
        raise NotReady(_("Say how difficult the course is."))
    if not answers.summary.strip():
        raise NotReady(_("Say in one sentence what somebody can do afterwards."))
    if not answers.licence or answers.licence.lower() in ("private", "unknown"):
        raise NotReady(_("Say under which licence the course may be used."))
    if not answers.licence_confirmed:
        raise NotReady(_("Confirm that the course may be published under this licence."))


def _in_scope(answers: Answers, served: Served) -> None:
    vision = scope.judge(
        scope.in_force(),
        audience=answers.audience,
        serves=bool(served.occupation or served.skills),
        language=get_language() or "en",
    )
    if vision is not None:
        raise scope.OutOfScope(vision)


def _draw(parsed: Parsed, places: Published, number: int) -> Pages:
    drawing = Drawing(parsed, places)
    chapters = {place: drawing.chapter(text) for place, text in parsed.texts.items()}
    descriptions = {language: drawing.description(language).html for language in parsed.course.descriptions}
    return Pages(number, chapters, descriptions, drawing.quoted)


def _store(
    actor: Person,
    course: Course,
    draft: Draft,
    answers: Answers,
    served: Served,
    reading: Reading,
    parsed: Parsed,
    pages: Pages,
) -> CourseVersion:
    course = Course.objects.select_for_update().get(pk=course.pk)
    if not Draft.objects.filter(pk=draft.pk, checksum=draft.checksum).exists():
        raise DraftChanged
    if course.versions.count() + 1 != pages.number:
        raise DraftChanged
    version = _version(actor, course, answers, served, reading, parsed, pages)
    if course.current is not None and _same(course.current, version, served):
        raise NothingNew
    version.save()
    ServedSkill.objects.bulk_create(ServedSkill(version=version, skill=skill) for skill in served.skills)
    _store_chapters(course, version, parsed, pages)
    _store_files(version, draft, reading)
    course.current = version
    if course.standing == Standing.DRAFT:
        course.standing = Standing.PUBLISHED
        StandingChange.objects.create(course=course, standing=Standing.PUBLISHED, by=actor, at=version.published_at)
    course.save(update_fields=["current", "standing"])
    draft.delete()
    events.record(PUBLISHED, actor=actor, subject=version, course=course.pk, number=version.number)
    return version


def _version(
    actor: Person,
    course: Course,
    answers: Answers,
    served: Served,
    reading: Reading,
    parsed: Parsed,
    pages: Pages,
) -> CourseVersion:
    text = parsed.course
    summaries = {**text.summaries}
    summaries.setdefault(text.language, answers.summary.strip())
    return CourseVersion(
        course=course,
        number=pages.number,
        language=text.language,
        titles=text.titles,
        summaries=summaries,
        descriptions=pages.descriptions,
        abilities=text.abilities,
        level=answers.level,
        licence=answers.licence,
        credits=list(text.credits),
        pass_mark=text.pass_mark,
        minutes=sum(one.minutes for one in parsed.chapters(text.language)),
        occupation=served.occupation,
        first_application=answers.first_application,
        audience=answers.audience,
        quotes=pages.quoted,
        manifest=_manifest(reading.files),
        checksum=reading.checksum,
        published_by=actor,
        published_at=clock.now(),
    )


def _manifest(files: dict[str, bytes]) -> list[dict[str, Any]]:
    return [
        {"path": path, "checksum": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for path, content in sorted(files.items())
    ]


def _same(old: CourseVersion, new: CourseVersion, served: Served) -> bool:
    compared = ("checksum", "quotes", "level", "licence", "occupation_id", "first_application", "audience", "summaries")
    skills_before = set(old.skills.values_list("pk", flat=True))
    return all(getattr(old, name) == getattr(new, name) for name in compared) and skills_before == {
        skill.pk for skill in served.skills
    }


def _store_chapters(course: Course, version: CourseVersion, parsed: Parsed, pages: Pages) -> None:
    known = {one.key: one for one in course.chapters.all()}
    for key in parsed.order:
        if key not in known:
            known[key] = Chapter.objects.create(course=course, key=key)
    places = {key: place for place, key in enumerate(parsed.order, 1)}
    ChapterVersion.objects.bulk_create(
        ChapterVersion(
            version=version,
            chapter=known[text.key],
            position=places[text.key],
            language=text.language,
            part=text.part,
            title=text.title,
            summary=text.summary,
            minutes=text.minutes,
            source=text.source,
            html=pages.chapters[place].html,
            quiz=pages.chapters[place].quiz,
            checksum=hashlib.sha256(text.source.encode()).hexdigest(),
        )
        for place, text in sorted(parsed.texts.items(), key=lambda one: places[one[1].key])
    )


def _store_files(version: CourseVersion, draft: Draft, reading: Reading) -> None:
    VersionFile.objects.bulk_create(
        VersionFile(
            version=version,
            path=one.path,
            stored=one.stored,
            media_type=kind_of(reading.files[one.path], one.path).media_type,
            size=one.size,
        )
        for one in draft.files.all()
    )
