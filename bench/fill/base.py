"""The school before it grows: made by the real actions, so that its pages are those of any school."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.middleware.csrf import _get_new_csrf_string
from django.urls import reverse

import plusone
from plusone.cli.readiness import collect_static
from plusone.core import clock
from plusone.core.jobs.inline import run_waiting
from plusone.courses.actions.bring_course import bring_course
from plusone.courses.actions.publish_course import publish_course
from plusone.courses.answers import proposed
from plusone.courses.archives import read_folder
from plusone.courses.models import ChapterVersion
from plusone.courses.stored import draft_reading
from plusone.demo.cast import BY_KEY
from plusone.learning.actions.follow_course import follow_course
from plusone.learning.actions.mark_chapter_read import mark_chapter_read
from plusone.outcomes import chain
from plusone.people.actions.confirm_address import confirm_address
from plusone.people.actions.give_role import grant
from plusone.people.actions.register_person import register_person
from plusone.people.models import Person
from plusone.purpose.actions.state_goal import state_goal
from plusone.purpose.actions.state_purpose import state_purpose

COURSES = Path(plusone.__file__).parent / "demo" / "courses"
PUBLISHED = ("how-people-use-the-web", "keyboard-and-screen-reader", "find-your-job", "how-we-work-here")
MISSION = {"en": "Make education accessible. Equal access to high-quality education for everyone."}
VISION = {"en": "Help people to find jobs and remain employable."}
READ = 2  # chapters that the learner has read


def fill() -> None:
    """Purpose, a goal that began a year ago, four courses, somebody of each role, and a learner with a session."""
    collect_static()  # stored pages name the style sheet
    who = {key: _arrive(key) for key in ("noor", "ines", "lea", "samir", "amara")}
    state_purpose(actor=who["ines"], kind="mission", texts=MISSION, scope_rules=[])
    state_purpose(actor=who["ines"], kind="vision", texts=VISION, scope_rules=[])
    today = clock.today()
    state_goal(
        actor=who["ines"],
        texts={"en": "Two million people helped to a job."},
        target=2_000_000,
        starts_on=today - timedelta(days=365),
        due_on=today + timedelta(days=730),
    )
    chain.ensure_format()
    for slug in PUBLISHED:
        _publish(who["lea"], slug)
    chapter = _middle_chapter()
    _learn(who["amara"], chapter)
    run_waiting()
    readers = {
        "cookies": {key: _cookie(who[key]) for key in ("amara", "samir", "noor")},
        "chapter": reverse("learning:chapter", args=[PUBLISHED[0], chapter.chapter.key]),
    }
    (Path(settings.DATA) / "readers.json").write_text(json.dumps(readers))


def _arrive(key: str) -> Person:
    member = BY_KEY[key]
    made = register_person(
        name=member.name,
        email=member.email,
        password=None,
        language="en",
        time_zone=member.zone,
        of_age=True,
        consents={},
    )
    person = confirm_address(person=made)
    for role in member.roles:
        grant(giver=None, person=person, role=role)
    return person


def _publish(author: Person, slug: str) -> None:
    draft = bring_course(actor=author, brought=read_folder(COURSES / slug), exact=True).draft
    parsed = draft_reading(draft).parsed
    if parsed is None:
        raise LookupError(f"{slug} is not a course: {draft.report}")
    answers = replace(proposed(parsed), licence_confirmed=True)
    publish_course(actor=author, course=draft.course, answers=answers, seen=draft.checksum)


def _middle_chapter() -> ChapterVersion:
    """Of the first course's chapters with a quiz, the one of middle length: neither a short one nor a long one."""
    found = ChapterVersion.objects.filter(version__course__slug=PUBLISHED[0], quiz__isnull=False)
    by_length = sorted(found.select_related("chapter", "version__course"), key=lambda one: len(one.html))
    return by_length[len(by_length) // 2]


def _learn(person: Person, chapter: ChapterVersion) -> None:
    """Follow the course and read its first chapters."""
    follow_course(actor=person, course=chapter.version.course)
    for one in chapter.version.chapters.order_by("position")[:READ]:
        mark_chapter_read(actor=person, chapter=one.chapter)


def _cookie(person: Person) -> str:
    """What the browser of somebody sends who signed in some time ago."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={_get_new_csrf_string()}"
