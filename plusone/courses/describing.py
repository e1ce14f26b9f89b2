"""The course's own words, from its front matter: what it is called, what it serves, under which licence."""

import re

from plusone.core.text import gettext as _
from plusone.courses.front_matter import Matter
from plusone.courses.layouts import LICENCES, Layout
from plusone.courses.models import Audience, FirstApplication, Level
from plusone.courses.parsed import CourseText
from plusone.courses.report import Report

LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
CHOICES = {
    "level": Level.values,
    "first_application": FirstApplication.values,
    "audience": Audience.values,
}


def course_text(layout: Layout, report: Report) -> CourseText:
    """Read the front matter of the course. What is missing for publishing is told with its line."""
    matter, path = layout.matter, layout.course_path
    language = _language(matter, path, report)
    title = matter.text("title")
    if not title:
        report.tell(path, matter.line("title"), _("The course has no title"), _("Add “title:” to it."), blocks=True)
    serves = matter.mapping("serves")
    described = Matter(values={**serves}) if serves else Matter()
    text = CourseText(
        language=language,
        titles={language: title[:200]} if title else {},
        summaries={language: matter.text("summary")} if matter.text("summary") else {},
        descriptions={language: matter.body} if matter.body.strip() else {},
        description_lines={language: (_body_path(layout), matter.first_line)},
        abilities={language: matter.texts("can")} if matter.texts("can") else {},
        slug=matter.text("slug"),
        level=_choice("level", matter, path, report),
        licence=_licence(matter.text("licence") or matter.text("license")),
        credits=tuple(matter.texts("authors")),
        pass_mark=_pass_mark(matter, path, report),
        occupation=described.text("occupation"),
        skills=tuple(described.texts("skills")),
        first_application=_choice("first_application", matter, path, report),
        audience=_choice("audience", matter, path, report),
        site=matter.text("url").rstrip("/"),
    )
    for other, (other_path, translated) in layout.translations.items():
        _add_translation(text, other, other_path, translated, report)
    return text


def _body_path(layout: Layout) -> str:
    return "index.md" if layout.name == "carpentry" else layout.course_path


def _language(matter: Matter, path: str, report: Report) -> str:
    language = matter.text("language").lower()
    if not language:
        report.tell(
            path, matter.line("language"), _("The language is missing"), _("Add “language: en”, or yours."), blocks=True
        )
    elif not LANGUAGE.match(language) or len(language) > 10:
        cure = _("Use a code such as en, fr or ar.")
        report.tell(
            path, matter.line("language"), _("A language that we do not know: %s") % language, cure, blocks=True
        )
        return "en"
    return language or "en"


def _choice(key: str, matter: Matter, path: str, report: Report) -> str:
    said = matter.text(key).lower()
    if said and said not in CHOICES[key]:
        cure = _("Write one of: %s") % ", ".join(CHOICES[key])
        report.tell(
            path, matter.line(key), _("“%(key)s” has an unknown value: %(value)s") % {"key": key, "value": said}, cure
        )
        return ""
    return said


def _licence(said: str) -> str:
    return LICENCES.get(said.lower(), said)[:40]


def _pass_mark(matter: Matter, path: str, report: Report) -> int:
    said = matter.text("pass_mark").rstrip(" %")
    if not said:
        return 70
    if re.fullmatch(r"\d{1,3}", said) and 1 <= int(said) <= 100:
        return int(said)
    report.tell(
        path, matter.line("pass_mark"), _("The pass mark is not a number from 1 to 100"), _("Write 70."), blocks=True
    )
    return 70


def _add_translation(text: CourseText, language: str, path: str, matter: Matter, report: Report) -> None:
    if matter.error:
        return
    if matter.text("title"):
        text.titles[language] = matter.text("title")[:200]
    else:
        report.tell(
            path, matter.line("title"), _("The translation has no title"), _("Add “title:” to it."), blocks=True
        )
    if matter.text("summary"):
        text.summaries[language] = matter.text("summary")
    if matter.texts("can"):
        text.abilities[language] = matter.texts("can")
    if matter.body.strip():
        text.descriptions[language] = matter.body
        text.description_lines[language] = (path, matter.first_line)
