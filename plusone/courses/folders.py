"""Import and export by folder or zip, for the command line and the demo: what came in is said line by line."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from plusone.core.text import gettext as _
from plusone.core.text import ngettext
from plusone.courses.actions.bring_course import bring_course
from plusone.courses.archives import Brought, read_folder, read_zip
from plusone.courses.errors import NotACourse, NotPublished
from plusone.courses.models import Course, Draft
from plusone.courses.report import KEPT, LEFT_OUT, NOT_CONVERTED, Report
from plusone.courses.stored import draft_files, version_files
from plusone.people.models import Person

Say = Callable[[str], object]


@dataclass(frozen=True)
class Imported:
    draft: Draft
    report: Report
    changed: bool


def open_source(path: Path) -> Brought:
    """A folder or a zip, told by what is there. Refuses NotACourse and HostileArchive."""
    if path.is_dir():
        return read_folder(path)
    if path.is_file():
        with path.open("rb") as file:
            return read_zip(file)
    raise NotACourse(_("There is nothing at %s.") % path)


def import_folder(path: Path | str, actor: Person, *, say: Say = print) -> Imported:
    """Bring a folder or a zip as a draft; a newer edition of the actor's course of the same name becomes its draft.

    The same folder twice changes nothing. Each file that was not kept and each finding is said.
    """
    brought = open_source(Path(path))
    result = bring_course(actor=actor, brought=brought, exact=True)
    report = Report.from_json(result.draft.report)
    for line in summary(report, result.draft, changed=result.changed):
        say(line)
    return Imported(result.draft, report, result.changed)


def summary(report: Report, draft: Draft, *, changed: bool) -> list[str]:
    """What came in, what was kept, what was not converted and why."""
    kept, left, lost = (len(report.fates(fate)) for fate in (KEPT, LEFT_OUT, NOT_CONVERTED))
    lines = [
        ngettext(
            "%(title)s: one chapter, as draft “%(slug)s”",
            "%(title)s: %(chapters)d chapters, as draft “%(slug)s”",
            report.chapters,
        )
        % {"title": report.title or draft.course.slug, "chapters": report.chapters, "slug": draft.course.slug},
        _("Files: %(all)d in, %(kept)d kept, %(left)d left out, %(lost)d not converted")
        % {"all": len(report.files), "kept": kept, "left": left, "lost": lost},
        _("Inside: %s")
        % ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in sorted(report.inside.items())),
        *report.lines(),
    ]
    if not changed:
        lines.append(_("These files were here already. Nothing was changed."))
    number = len(report.blocking)
    if number:
        mend = ngettext(
            "One thing must be mended before publishing.", "%d things must be mended before publishing.", number
        )
        lines.append(mend % number if number > 1 else mend)
    else:
        lines.append(_("Nothing stops it from being published."))
    return lines


def course_files(course: Course) -> dict[str, bytes]:
    """The files of the current version; refuses NotPublished where there is none."""
    if course.current is None:
        raise NotPublished(_("This course was never published."))
    return version_files(course.current)


def write_zip(files: dict[str, bytes], target: IO[bytes]) -> None:
    """The same files always make the same bytes: the entries carry no time of day."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


def export_folder(slug: str, path: Path | str, *, say: Say = print) -> int:
    """Write the files of a course into a new or empty folder; returns how many. What is there is never overwritten."""
    course = Course.objects.filter(slug=slug).first()
    if course is None:
        raise NotACourse(_("There is no course “%s”.") % slug)
    draft = Draft.objects.filter(course=course).first()
    files = course_files(course) if course.current else draft_files(draft) if draft else {}
    target = Path(path)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise NotACourse(_("%s is not an empty folder.") % target)
    for name, content in files.items():
        file = target / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        say(name)
    return len(files)
