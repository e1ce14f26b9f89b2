"""Files to a course and a report. One bad file never loses the course, and nothing is dropped in silence."""

import hashlib
import re
from dataclasses import dataclass, replace

from django.utils.text import slugify

from plusone.core.markdown import Block, blocks
from plusone.core.text import gettext as _
from plusone.courses import front_matter, layouts
from plusone.courses.archives import Brought
from plusone.courses.describing import course_text
from plusone.courses.errors import HostileArchive, NotACourse
from plusone.courses.front_matter import Matter
from plusone.courses.layouts import Layout, Place, understand
from plusone.courses.media import Kind, kind_of
from plusone.courses.parsed import ChapterText, Parsed
from plusone.courses.report import LEFT_OUT, NOT_CONVERTED, Fate, Report

LONGEST_TEXT = 400_000  # characters of one chapter
MOST_TEXT = 10 * 1024 * 1024
WORDS_A_MINUTE = 130  # somebody who reads in a second language, and tries things
MARKS = re.compile(r"^\{:[^}\n]*\}[ \t]*$", re.MULTILINE)
AS_BROUGHT = "as-brought"  # what only the first reading can tell: it concerns files that were not kept
TEXT_TYPES = frozenset({"text/markdown", "text/plain", "text/csv", "application/json"})


@dataclass(frozen=True)
class Reading:
    """`parsed` is None where not even a title and one chapter could be read. `files` are those that are kept."""

    report: Report
    parsed: Parsed | None
    files: dict[str, bytes]
    checksum: str


def read(brought: Brought) -> Reading:
    """Understand what was brought. Refuses NotACourse where no file is a text; everything else is reported."""
    report = Report()
    kinds: dict[str, Kind] = {}
    kept: dict[str, bytes] = {}
    for path, content in sorted(brought.files.items()):
        kind = kind_of(content, path)
        if _keep(path, content, kind, report):
            kept[path], kinds[path] = content, kind
    _say_about_names(brought, report)
    if sum(len(content) for path, content in kept.items() if layouts.MARKDOWN.search(path)) > MOST_TEXT:
        raise HostileArchive(_("There is more than 10 MB of text in it. Divide the course."))
    texts = {path: _text(content) for path, content in kept.items() if kinds[path].media_type in TEXT_TYPES}
    if not any(layouts.MARKDOWN.search(path) for path in texts):
        raise NotACourse(
            _("There is no Markdown file in it. A course is a folder with course.md and a file a chapter.")
        )
    layout = understand(texts, report)
    report.layout = layout.name
    parsed = _parse(layout, texts, kept, report)
    _fates(layout, kept, kinds, parsed, report)
    return Reading(report, parsed, kept, checksum_of(kept))


def checksum_of(files: dict[str, bytes]) -> str:
    """One checksum for all files: the same folder brought twice has the same one."""
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n".encode())
    return whole.hexdigest()


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _keep(path: str, content: bytes, kind: Kind, report: Report) -> bool:
    """Whether the file is kept; what is not is written into the report with the reason."""
    reasons = {
        "lfs": _("It only points at a file in Git LFS; the file itself is not here"),
        "archive": _("An archive or office file inside the folder; it is not opened"),
        "program": _("A program; nothing of a course is ever run"),
        "html": _("A web page; write it as Markdown"),
        "encoding": _("Not written in UTF-8"),
        "unknown": _("A kind of file that we do not know"),
    }
    if kind.media_type:
        return True
    report.files.append(Fate(path, kind.why, NOT_CONVERTED, reasons[kind.why], len(content)))
    if kind.why == "encoding" and layouts.MARKDOWN.search(path):
        line = content.decode("latin-1")[: _bad_byte(content)].count("\n") + 1
        report.tell(path, line, reasons["encoding"], _("Save it as UTF-8 in your editor."), blocks=True, key=AS_BROUGHT)
    elif kind.why == "lfs":
        report.tell(path, 1, reasons["lfs"], _("Run “git lfs pull” in your folder, then bring it again."))
    else:
        report.tell(path, 0, reasons[kind.why], _("The rest of the course came in without it."))
    return False


def _bad_byte(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as problem:
        return problem.start
    return 0


def _say_about_names(brought: Brought, report: Report) -> None:
    for path, reason in brought.left_out:
        report.files.append(Fate(path, "wrapping", LEFT_OUT, reason))
    for name, path in brought.renamed:
        report.tell(path, 0, _("Renamed from “%s”, which some systems cannot write") % name, _("Nothing to do."))
    for name, path in brought.clashes:
        reason = _("Its name differs only in capitals or marks from another file: %s") % path
        report.files.append(Fate(name, "clash", NOT_CONVERTED, reason))
        report.tell(name, 0, reason, _("Give it a name of its own."), blocks=True, key=AS_BROUGHT)


def _parse(layout: Layout, texts: dict[str, str], kept: dict[str, bytes], report: Report) -> Parsed | None:
    course = course_text(layout, report)
    found: dict[tuple[str, str], ChapterText] = {}
    order: list[str] = []
    for place in layout.places:
        chapter = _chapter(place, layout, texts[place.path], course.language, report)
        if chapter is None:
            continue
        if (chapter.key, chapter.language) in found:
            first = found[chapter.key, chapter.language].path
            sentence = _("Two files are the same chapter: “%(key)s” is also %(path)s") % {
                "key": chapter.key,
                "path": first,
            }
            report.tell(chapter.path, 1, sentence, _("Give one of them an id of its own."), blocks=True)
            continue
        found[chapter.key, chapter.language] = chapter
        if chapter.key not in order:
            order.append(chapter.key)
    if not order:
        report.tell(
            layout.course_path, 0, _("No chapter could be read"), _("Add a file such as 01-first.md."), blocks=True
        )
        return None
    for key in order:
        if (key, course.language) not in found:
            path = next(text.path for (known, _language), text in found.items() if known == key)
            sentence = _("This chapter does not exist in the course's own language (%s)") % course.language
            report.tell(path, 1, sentence, _("Add it, or name the right language in course.md."), blocks=True)
    report.title = course.titles.get(course.language, "")
    report.licence = course.licence
    report.chapters = len(order)
    return Parsed(course, tuple(order), found, kept)


def _chapter(place: Place, layout: Layout, text: str, language: str, report: Report) -> ChapterText | None:
    if len(text) > LONGEST_TEXT:
        report.tell(place.path, 0, _("The file is longer than a chapter"), _("Divide it into several."), blocks=True)
        return None
    matter = front_matter.split(text)
    if layouts.tell_error(report, place.path, matter):
        return None
    body = matter.body
    if MARKS.search(body):
        line = matter.first_line + body[: MARKS.search(body).start()].count("\n")  # type: ignore[union-attr]
        report.tell(place.path, line, _("A mark of another program was left out"), _("Nothing to do."))
        body = MARKS.sub("", body)
    title = matter.text("title") or _first_heading(body)
    if not title:
        report.tell(place.path, 1, _("The chapter has no title"), _("Add “title:” to its front matter."), blocks=True)
        title = place.key
    chapter = ChapterText(
        key=layouts.unreserved(slugify(matter.text("id"))[:70]) or place.key,
        language=place.language or language,
        path=place.path,
        title=title[:200],
        part=(matter.text("part") or place.part)[:200],
        summary=matter.text("summary"),
        minutes=_minutes(matter, body, place.path, report),
        source=text,
        body=body,
        first_line=matter.first_line,
    )
    return _with_quiz(chapter, report)


def _first_heading(body: str) -> str:
    line = next((line for line in body.split("\n") if line.startswith("# ")), "")
    return line[2:].strip().rstrip("#").strip()


def _minutes(matter: Matter, body: str, path: str, report: Report) -> int:
    """As the author says (one number, or teaching and exercises), else from the number of words."""
    said = [matter.text(key) for key in ("minutes", "teaching", "exercises") if matter.text(key)]
    if said and all(re.fullmatch(r"\d{1,4}", one) for one in said):
        return min(sum(int(one) for one in said), 10_000)
    if said:
        report.tell(path, matter.line("minutes"), _("The minutes are not a number"), _("Write a whole number."))
    return max(1, round(len(body.split()) / WORDS_A_MINUTE))


def _with_quiz(chapter: ChapterText, report: Report) -> ChapterText:
    """Take the quiz out of the body; its lines stay empty there, so that line numbers hold."""
    found, _strays = blocks(chapter.body)
    quizzes = [one for one in found if one.kind == "quiz"]
    if not quizzes:
        return chapter
    quiz = quizzes[0]
    for further in quizzes[1:]:
        _tell_at(chapter, further, report, _("A chapter has one quiz"), _("Put all questions into one."))
    if quiz.depth:
        _tell_at(
            chapter, quiz, report, _("The quiz stands inside another box"), _("Move it to the end of the chapter.")
        )
    if not quiz.closed:
        _tell_at(chapter, quiz, report, _("The quiz is never closed"), _("Close it with a line of colons."))
    lines = chapter.body.split("\n")
    for one in quizzes:
        lines[one.opens : one.closes + 1] = [""] * len(lines[one.opens : one.closes + 1])
    inside = chapter.body.split("\n")[quiz.opens + 1 : quiz.closes]
    return replace(
        chapter, body="\n".join(lines), quiz="\n".join(inside), quiz_line=chapter.first_line + quiz.opens + 1
    )


def _tell_at(chapter: ChapterText, block: Block, report: Report, sentence: str, cure: str) -> None:
    report.tell(chapter.path, chapter.first_line + block.opens, sentence, cure, blocks=True)


def _fates(
    layout: Layout, kept: dict[str, bytes], kinds: dict[str, Kind], parsed: Parsed | None, report: Report
) -> None:
    """Say of each kept file what it became."""
    chapters = parsed.by_path() if parsed else {}
    described = {layout.course_path, *layout.settings, *(path for path, _matter in layout.translations.values())}
    for path, content in kept.items():
        fate = Fate(path, _role(path, kinds[path], chapters, described), size=len(content))
        fate = replace(fate, checksum=hashlib.sha256(content).hexdigest())
        if fate.kind == "developers":
            fate = replace(fate, fate=LEFT_OUT, reason=_("Written for developers; kept in the folder, not shown"))
        elif fate.kind == "teachers":
            fate = replace(fate, fate=LEFT_OUT, reason=_("Written for teachers; kept in the folder, not shown"))
        elif fate.kind == "unread":
            fate = replace(fate, fate=NOT_CONVERTED, reason=_("Could not be read as a chapter"))
        if kinds[path].active:
            report.tell(path, 0, _("A picture with a program in it"), _("It is shown, and its program never runs."))
        report.files.append(fate)
    report.files.sort(key=lambda one: one.path)


def _role(path: str, kind: Kind, chapters: dict[str, ChapterText], described: set[str]) -> str:
    if path in chapters:
        return "page" if path.startswith("learners/") else "chapter"
    if path in described:
        return "settings"
    if layouts.FOR_DEVELOPERS.search(path):
        return "developers"
    if layouts.FOR_TEACHERS.match(path):
        return "teachers"
    if layouts.LICENCE_FILE.search(path):
        return "licence"
    if layouts.MARKDOWN.search(path):
        return "unread"
    return "picture" if kind.is_picture else "data"
