"""How a folder is understood: which file is the course, which are chapters, and in what order.

Two layouts are known: ours (`course.md`, and chapters with a number before their name) and that of a Carpentries
lesson (`config.yaml`, `episodes/`, `learners/`). A folder with neither is read as ours, with what can be found.
"""

import re
from dataclasses import dataclass, field

from django.utils.text import slugify

from plusone.core.text import gettext as _
from plusone.courses import front_matter
from plusone.courses.front_matter import Matter
from plusone.courses.report import Report

COURSE = re.compile(r"^course(?:\.(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*))?\.md$", re.IGNORECASE)
CHAPTER = re.compile(
    r"^(?P<number>\d+)?[-_. ]*(?P<name>.*?)"
    r"(?:\.(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.(?:md|markdown|rmd)$",
    re.IGNORECASE,
)
FOR_DEVELOPERS = re.compile(
    r"(^|/)(readme|contributing|code_of_conduct|citation|changelog|authors|security)(\.\w+)*$", re.IGNORECASE
)
LICENCE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice)(\.\w+)*$", re.IGNORECASE)
FOR_TEACHERS = re.compile(r"^(instructors|profiles)/")
MARKDOWN = re.compile(r"\.(md|markdown|rmd)$", re.IGNORECASE)
RESERVED = frozenset({"following", "files"})  # addresses below a course that are no chapters
LICENCES = {
    "cc-by 4.0": "CC-BY-4.0",
    "cc by 4.0": "CC-BY-4.0",
    "cc-by": "CC-BY-4.0",
    "cc-by-sa 4.0": "CC-BY-SA-4.0",
    "cc by-sa 4.0": "CC-BY-SA-4.0",
    "cc0": "CC0-1.0",
    "cc0 1.0": "CC0-1.0",
}


@dataclass
class Place:
    """Where a chapter's file stands in the course."""

    path: str
    key: str
    language: str = ""
    part: str = ""


@dataclass
class Layout:
    """`matter` describes the course, `translations` in other languages; `settings` are files already understood."""

    name: str
    matter: Matter
    course_path: str
    places: list[Place] = field(default_factory=list)
    translations: dict[str, tuple[str, Matter]] = field(default_factory=dict)
    settings: list[str] = field(default_factory=list)


def understand(texts: dict[str, str], report: Report) -> Layout:
    """Which layout it is, from the names of the text files."""
    if "config.yaml" in texts and any(path.startswith("episodes/") for path in texts):
        return _carpentry(texts, report)
    return _own(texts, report)


def _own(texts: dict[str, str], report: Report) -> Layout:
    layout = Layout("plusone", Matter(), "course.md")
    for path in sorted(texts):
        course = COURSE.match(path)
        if course and not course["language"]:
            layout.matter, layout.course_path = front_matter.split(texts[path]), path
            tell_error(report, path, layout.matter)
        elif course:
            matter = front_matter.split(texts[path])
            tell_error(report, path, matter)
            layout.translations[course["language"].lower()] = (path, matter)
        elif MARKDOWN.search(path) and not FOR_DEVELOPERS.search(path) and not LICENCE_FILE.search(path):
            layout.places.append(_own_place(path))
    if layout.course_path not in texts:
        cure = _("Add the file course.md with a title and a language.")
        report.tell("course.md", 0, _("The folder has no course.md"), cure, blocks=True)
    layout.places.sort(key=lambda place: _natural(place.path))
    return layout


def _natural(path: str) -> list[tuple[int, str]]:
    """2 before 10, in every folder of the path."""
    return [
        (int(part), "") if part.isdigit() else (-1 if part == "" else 10**9, part.lower())
        for part in re.split(r"(\d+)", path)
    ]


def _own_place(path: str) -> Place:
    folder, _slash, name = path.rpartition("/")
    part = re.sub(r"^\d+[-_. ]*", "", folder.rsplit("/", 1)[-1]).replace("-", " ").replace("_", " ").strip()
    key, language = key_of(name)
    return Place(path, key, language, part[:1].upper() + part[1:])


def key_of(name: str) -> tuple[str, str]:
    """The chapter's key and the language from a file name: `03-names.fr.md` is `names`, `fr`."""
    found = CHAPTER.match(name)
    if not found:
        return slugify(name) or "chapter", ""
    key = slugify(found["name"])[:70] or slugify(f"chapter-{found['number'] or ''}")
    return unreserved(key), (found["language"] or "").lower()


def unreserved(key: str) -> str:
    """A chapter's key that is no other address below a course."""
    return f"{key}-chapter" if key in RESERVED else key


def _carpentry(texts: dict[str, str], report: Report) -> Layout:
    """A lesson of the Carpentries: its order stands in config.yaml, further pages follow the episodes."""
    config = front_matter.parse(texts["config.yaml"], offset=1)
    tell_error(report, "config.yaml", config)
    values = dict(config.values)
    values["language"] = config.text("lang") or "en"
    values["licence"] = LICENCES.get(config.text("license").lower(), config.text("license"))
    if "contact" in values:
        report.tell(
            "config.yaml",
            config.line("contact"),
            _("An email address was left out"),
            _("Name the authors in course.md."),
        )
    index = front_matter.split(texts.get("index.md", ""))
    lines = {**config.lines, "licence": config.line("license"), "language": config.line("lang")}
    layout = Layout("carpentry", Matter(values, index.body, index.first_line, lines), "config.yaml")
    layout.settings = [path for path in ("config.yaml", "index.md") if path in texts]
    named = [f"episodes/{name}" for name in config.texts("episodes")]
    for path in named:
        if path not in texts:
            report.tell(
                "config.yaml",
                config.line("episodes"),
                _("An episode is named, but is not there: %s") % path,
                blocks=True,
            )
    episodes = [
        path for path in texts if path.startswith("episodes/") and path.count("/") == 1 and MARKDOWN.search(path)
    ]
    others = sorted(set(episodes) - set(named), key=_natural)
    further = sorted(path for path in texts if path.startswith("learners/") and MARKDOWN.search(path))
    for path in [*(path for path in named if path in texts), *(others if not named else [])]:
        layout.places.append(Place(path, key_of(path.rsplit("/", 1)[-1])[0]))
    for path in further:
        layout.places.append(Place(path, key_of(path.rsplit("/", 1)[-1])[0], part=_("Further pages")))
    return layout


def tell_error(report: Report, path: str, matter: Matter) -> bool:
    """Report front matter that cannot be read."""
    if matter.error:
        line, sentence, cure = matter.error
        report.tell(path, line, sentence, cure, blocks=True, key="front-matter")
    return matter.error is not None
