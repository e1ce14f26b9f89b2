"""A small school in which every address leads somewhere, made by the real actions."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from plusone.core import clock, jobs, site
from plusone.core.jobs.inline import run_waiting
from plusone.core.models import JobState, Letter
from plusone.courses import quizzes
from plusone.courses.actions.bring_course import bring_course
from plusone.courses.actions.publish_course import publish_course
from plusone.courses.answers import proposed
from plusone.courses.archives import read_folder
from plusone.courses.models import ChapterVersion, Course
from plusone.courses.quizzes import Quiz
from plusone.courses.stored import draft_reading
from plusone.demo.players import COURSES, paper
from plusone.learning.actions.answer_quiz import answer_quiz
from plusone.learning.actions.follow_course import follow_course
from plusone.learning.models import Attempt
from plusone.outcomes import witnesses
from plusone.outcomes.actions.ask_employer import ask_employer
from plusone.outcomes.actions.become_witness import ask_to_witness
from plusone.outcomes.actions.confirm_case import Seen, confirm_case
from plusone.outcomes.actions.confirm_start import confirm_start
from plusone.outcomes.actions.report_job import report_job
from plusone.outcomes.actions.send_evidence import send_evidence
from plusone.outcomes.job_facts import JobFacts
from plusone.outcomes.models import Evidence, FollowUp, Outcome, Release
from plusone.people.actions.answer_consent import answer_consent
from plusone.people.actions.ask_for_address import ask_for_address
from plusone.people.actions.ask_for_reset import ask_for_reset
from plusone.people.actions.invite_person import invite_person
from plusone.people.actions.register_person import register_person
from plusone.people.models import Invitation, Person
from plusone.purpose.actions.state_goal import state_goal
from plusone.purpose.actions.state_purpose import state_purpose
from plusone.skills.actions.load_extract import load_extract
from plusone.testing import cast

BEGIN = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
TODAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@jobs.task(max_attempts=1)
def fail_in_the_world(_number: int) -> None:
    """A job that is dead, so that the operator's page has one to show."""
    raise RuntimeError("The printer is on fire.")


@dataclass
class World:
    """Everything that an address of the house can name."""

    learner: Person
    other: Person
    author: Person
    registrar: Person
    leadership: Person
    operator: Person
    stranger: Person
    course: Course
    chapter: ChapterVersion
    quizzed: ChapterVersion
    picture: str
    draft: Course
    attempt: Attempt
    case: Outcome
    evidence: Evidence
    counted: Outcome
    follow_up: FollowUp
    release: Release
    invitation: Invitation
    letter: Letter
    dead_job: JobState
    tokens: dict[str, str]

    def value(self, path: str) -> Any:
        """`course.slug`, `tokens.invitation`, or a plain text behind `=`."""
        if path.startswith("="):
            return path[1:]
        found: Any = self
        for name in path.split("."):
            found = found[name] if isinstance(found, dict) else getattr(found, name)
        return found

    def person(self, name: str) -> Person | None:
        return None if name == "signed_out" else getattr(self, name)


def build() -> World:
    """The world on 25 November 2026; leaves the clock standing there."""
    clock.move(BEGIN)
    site.change(name="Open Work School", address="http://testserver", language="en", contact="hello@school.example")
    load_extract()
    people = {
        "learner": cast.amara(),
        "other": cast.yusuf(),
        "author": cast.lea(),
        "registrar": cast.samir(),
        "leadership": cast.ines(),
        "operator": cast.noor(),
        "stranger": cast.stranger(),
    }
    cast.farid()
    _purpose(people["leadership"])
    course = _published(people["author"], "keyboard-and-screen-reader")
    draft = _brought(people["author"], "how-people-use-the-web")
    shown = list(course.current.chapters.filter(language="en").select_related("chapter__course", "version"))
    quizzed = next(one for one in shown if one.quiz)
    attempt = _study(people["learner"], course, quizzed)
    _study(people["other"], course, quizzed)
    counted = _counted(people["other"], people["registrar"])
    case, evidence = _case(people["learner"])
    fail_in_the_world.enqueue(1)
    clock.move(datetime(2026, 11, 1, 6, 0, tzinfo=UTC))
    run_waiting(with_timetable=True, strict=False)
    clock.move(TODAY)
    run_waiting(with_timetable=True, strict=False)
    tokens = _tokens(people)
    return World(
        **people,
        course=course,
        chapter=shown[0],
        quizzed=quizzed,
        picture=course.current.files.filter(path__endswith=".svg").first().path,
        draft=draft,
        attempt=attempt,
        case=case,
        evidence=evidence,
        counted=counted,
        follow_up=FollowUp.objects.get(outcome=counted, days=30),
        release=Release.objects.latest("month"),
        invitation=Invitation.objects.latest("pk"),
        letter=Letter.objects.order_by("pk").first(),
        dead_job=JobState.objects.exclude(dead_at=None).get(),
        tokens=tokens,
    )


def _purpose(leader: Person) -> None:
    state_purpose(actor=leader, kind="mission", texts={"en": "Make education accessible."})
    state_purpose(
        actor=leader,
        kind="vision",
        texts={"en": "Help people to find jobs and remain employable."},
        scope_rules=[{"rule": "refuse_audience", "audience": "pupils", "phrase": {"en": "find jobs"}}],
    )
    state_goal(
        actor=leader,
        texts={"en": "500 people helped to a job."},
        target=500,
        starts_on=date(2026, 9, 1),
        due_on=date(2028, 12, 31),
    )


def _brought(author: Person, slug: str) -> Course:
    return bring_course(actor=author, brought=read_folder(Path(COURSES) / slug), exact=True).draft.course


def _published(author: Person, slug: str) -> Course:
    course = _brought(author, slug)
    answers = proposed(draft_reading(course.draft).parsed)
    from_files = {**answers.as_json(), "licence_confirmed": True}
    publish_course(actor=author, course=course, answers=type(answers).from_json(from_files), seen=course.draft.checksum)
    return Course.objects.select_related("current").get(pk=course.pk)


def _study(person: Person, course: Course, quizzed: ChapterVersion) -> Attempt:
    follow_course(actor=person, course=course)
    answers = quizzes.solved(Quiz.from_json(quizzed.quiz))
    return answer_quiz(actor=person, asked=quizzed, answers=answers, token=f"world-{person.pk}")


def _reported(person: Person, first_day: date) -> Outcome:
    facts = JobFacts(
        kind="full_time",
        employer="Rivier Hospital",
        title="Web accessibility tester",
        started_on=first_day,
        hours=Decimal(38),
        in_field="required",
        offered_on=clock.today(),
        same_post=False,
        credit="yes",
    )
    made = report_job(actor=person, token=f"world-{first_day}", facts=facts, may_dance=True)
    send_evidence(actor=person, outcome_id=made.pk, upload=paper(person.name))
    return Outcome.objects.get(pk=made.pk)


def _counted(person: Person, registrar: Person) -> Outcome:
    """A job that is counted, whose first follow-up is due."""
    answer_consent(actor=person, use="outcomes.follow_up", answer=True)
    clock.move(datetime(2026, 10, 1, 9, 0, tzinfo=UTC))
    made = _reported(person, date(2026, 10, 5))
    seen = Seen(revision=made.revision, round=made.round, state=made.state)
    confirm_case(actor=registrar, outcome_id=made.pk, seen=seen)
    clock.move(datetime(2026, 10, 5, 18, 0, tzinfo=UTC))
    confirm_start(actor=person, outcome_id=made.pk)
    return made


def _case(person: Person) -> tuple[Outcome, Evidence]:
    """A job that waits for the registrar."""
    clock.move(TODAY - timedelta(days=3))
    made = _reported(person, date(2026, 12, 1))
    ask_employer(actor=person, outcome_id=made.pk, address="people@rivierhospital.example")
    return made, made.evidence.get()


def _tokens(people: dict[str, Person]) -> dict[str, str]:
    """The secret of a fresh link of each kind, read from the letters as people do."""
    invite_person(actor=people["operator"], email="new@school.example", roles=["author"], language="en")
    ask_for_reset(email=people["learner"].email)
    ask_for_address(actor=people["learner"], email="amara@new.example")
    register_person(
        name="Vera Maes",
        email="vera@school.example",
        password=None,
        language="en",
        time_zone="UTC",
        of_age=True,
        consents={},
    )
    witness = ask_to_witness(email="auditor@outside.example", language="en")
    return {
        "invitation": _link(r"/invitations/([^/\s]+)/"),
        "reset": _link(r"/account/password/reset/([^/\s]+)/"),
        "address": _link(r"/account/email/new/([^/\s]+)/"),
        "confirm": _link(r"/account/email/([^/\s]{9,})/"),
        "employer": _link(r"/employers/([^/\s]+)/"),
        "follow_up": _link(r"/follow-ups/([^/\s]+)/"),
        "witness": witnesses.token(witness),
    }


def _link(pattern: str) -> str:
    for letter in Letter.objects.order_by("-pk"):
        if found := re.search(pattern, letter.body):
            return found[1]
    raise LookupError(f"No letter holds {pattern}.")
