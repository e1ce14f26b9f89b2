"""Small courses for the tests of this room, as files and as zips."""

import io
import zipfile
from dataclasses import replace
from typing import Any

from plusone.core import clock
from plusone.courses.actions.bring_course import bring_course
from plusone.courses.actions.publish_course import publish_course
from plusone.courses.answers import Answers
from plusone.courses.archives import Brought
from plusone.courses.models import Course, CourseVersion, Draft
from plusone.people.models import Person
from plusone.purpose.models import Kind, Purpose
from plusone.skills.actions.load_extract import load_extract

TESTER = "http://data.europa.eu/esco/occupation/50af07f0-7a75-424e-a66d-5a9deea10f4c"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30"/></svg>'
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x03\x08\x02\x00\x00\x00\x12\x16\xf1M"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)
QUIZ = """:::: quiz
### Which one?
- (x) This
  > Yes, this.
- ( ) That
::::
"""
TAB = """---
title: The tab key
minutes: 10
---
## Press it

![A key](media/key.svg "Figure 1")

[Names](02-names.md)

"""
COURSE = """---
title: Keyboard first
language: en
summary: Test a page without a mouse.
level: beginner
licence: CC-BY-SA-4.0
authors: [Lea Okafor]
can: [Walk a page]
first_application: within-4-weeks
audience: adults-seeking
---
What it is about.
"""
ANSWERS = Answers(
    occupation=TESTER,
    first_application="within-4-weeks",
    audience="adults-seeking",
    level="beginner",
    licence="CC-BY-SA-4.0",
    summary="Test a page without a mouse.",
    licence_confirmed=True,
)


def files(**more: str | bytes | None) -> dict[str, bytes]:
    """A course of two chapters and a picture, with other files by name; None takes a file out."""
    found: dict[str, str | bytes | None] = {
        "course.md": COURSE,
        "01-tab.md": TAB + QUIZ,
        "02-names.md": "---\ntitle: Names\n---\n## A name\n\nText.\n",
        "media/key.svg": SVG,
    }
    found.update(more)
    return {name: text.encode() if isinstance(text, str) else text for name, text in found.items() if text is not None}


def brought(content: dict[str, bytes] | None = None) -> Brought:
    made = Brought()
    for name, text in (files() if content is None else content).items():
        made.add(name, text)
    return made


def zipped(content: dict[str, bytes] | None = None, **options: Any) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (files() if content is None else content).items():
            archive.writestr(name, text, **options)
    made.seek(0)
    return made


def draft(author: Person, content: dict[str, bytes] | None = None, course: Course | None = None) -> Draft:
    return bring_course(actor=author, brought=brought(content), course=course).draft


def published(author: Person, content: dict[str, bytes] | None = None, **answers: Any) -> CourseVersion:
    """Brought and published, or its next version where the course exists."""
    load_extract()
    made = bring_course(actor=author, brought=brought(content), exact=True).draft
    return publish_course(actor=author, course=made.course, answers=replace(ANSWERS, **answers), seen=made.checksum)


def vision(version: int = 1, *rules: dict[str, Any], text: str = "Help people to find jobs.") -> Purpose:
    """A vision in force that refuses pupils and whatever serves no job, unless other rules are given."""
    usual = (
        {"rule": "refuse_audience", "audience": "pupils", "phrase": {"en": "find jobs"}},
        {"rule": "require_occupation_or_skill", "phrase": {"en": "find jobs"}},
    )
    return Purpose.objects.create(
        kind=Kind.VISION, version=version, texts={"en": text}, scope=list(rules or usual), in_force_from=clock.today()
    )
