"""How each verb of the plan is played: by the real action, as the real person, at the moment of the step."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from plusone.core.models import Letter
from plusone.courses import quizzes
from plusone.courses.actions.bring_course import bring_course
from plusone.courses.actions.change_standing import change_standing
from plusone.courses.actions.publish_course import publish_course
from plusone.courses.answers import proposed
from plusone.courses.archives import read_folder
from plusone.courses.models import ChapterVersion, Course, Standing
from plusone.courses.quizzes import Quiz
from plusone.courses.stored import draft_reading
from plusone.demo import words
from plusone.demo.cast import BY_KEY, learner
from plusone.demo.plan import Step
from plusone.learning.actions.answer_quiz import answer_quiz
from plusone.learning.actions.follow_course import follow_course
from plusone.learning.actions.mark_chapter_read import mark_chapter_read
from plusone.outcomes.actions.answer_employer import answer_employer
from plusone.outcomes.actions.answer_follow_up import answer_follow_up
from plusone.outcomes.actions.ask_employer import ask_employer
from plusone.outcomes.actions.close_not_proven import close_not_proven
from plusone.outcomes.actions.confirm_case import Seen, confirm_case
from plusone.outcomes.actions.confirm_start import confirm_start
from plusone.outcomes.actions.report_end import report_end
from plusone.outcomes.actions.report_job import report_job
from plusone.outcomes.actions.send_evidence import send_evidence
from plusone.outcomes.actions.withdraw_report import withdraw_report
from plusone.outcomes.job_facts import JobFacts
from plusone.outcomes.models import FollowUp, Outcome
from plusone.outcomes.uploads import SealedUpload, SealingHandler
from plusone.people.actions.confirm_address import confirm_address
from plusone.people.actions.give_role import give_role
from plusone.people.actions.register_person import register_person
from plusone.people.models import Person
from plusone.purpose.actions.state_goal import state_goal
from plusone.purpose.actions.state_purpose import state_purpose
from plusone.skills.models import Occupation

COURSES = Path(__file__).parent / "courses"
ALLOWS = "outcomes.follow_up"


@dataclass
class Stage:
    """Who is on it: people and their jobs, read once."""

    people: dict[str, Person] = field(default_factory=dict)
    jobs: dict[str, int] = field(default_factory=dict)
    chapters: dict[str, list[ChapterVersion]] = field(default_factory=dict)
    occupation: Occupation | None = None

    def job(self, key: str) -> Outcome:
        return Outcome.objects.get(pk=self.jobs[key])


Player = Callable[[Stage, Step], None]
PLAYERS: dict[str, Player] = {}


def plays(verb: str) -> Callable[[Player], Player]:
    def register(player: Player) -> Player:
        PLAYERS[verb] = player
        return player

    return register


def _arrive(stage: Stage, key: str, name: str, zone: str, *, asked: bool) -> Person:
    member = BY_KEY.get(key) or learner(int(key.rsplit("-", 1)[1]))
    person = register_person(
        name=name,
        email=member.email,
        password=None,
        language="en",
        time_zone=zone,
        of_age=True,
        consents={ALLOWS: True} if asked else {},
    )
    stage.people[key] = confirm_address(person=person)
    return stage.people[key]


@plays("join")
def join(stage: Stage, step: Step) -> None:
    member = BY_KEY[step.who]
    person = _arrive(stage, member.key, member.name, member.zone, asked=False)
    for role in member.roles:
        give_role(actor=stage.people.get("noor") if step.who != "noor" else None, person=person, role=role)


@plays("register")
def register(stage: Stage, step: Step) -> None:
    member = BY_KEY.get(step.who) or learner(int(step.who.rsplit("-", 1)[1]))
    _arrive(stage, step.who, member.name, member.zone, asked=step.what["asked"])


@plays("state_purpose")
def purpose(stage: Stage, step: Step) -> None:
    kind, version = step.what["kind"], step.what["version"]
    scope = words.SCOPE if (kind, version) == ("vision", 2) else []
    texts = words.PURPOSE[kind, version]
    state_purpose(actor=stage.people[step.who], kind=kind, texts=texts, scope_rules=scope)


@plays("state_goal")
def goal(stage: Stage, step: Step) -> None:
    state_goal(
        actor=stage.people[step.who],
        texts=words.GOALS[step.what["number"]],
        target=step.what["target"],
        starts_on=step.what["starts_on"],
        due_on=step.what["due_on"],
    )


@plays("publish")
def publish(stage: Stage, step: Step) -> None:
    author = stage.people[step.who]
    slug = step.what["slug"]
    draft = bring_course(actor=author, brought=read_folder(COURSES / slug), exact=True).draft
    parsed = draft_reading(draft).parsed
    if parsed is None:
        raise LookupError(f"{slug} is not a course: {draft.report}")
    answers = replace(proposed(parsed), licence_confirmed=True)
    shown = publish_course(actor=author, course=draft.course, answers=answers, seen=draft.checksum)
    stage.chapters[slug] = list(
        shown.chapters.filter(language=shown.language).select_related("chapter__course", "version")
    )


@plays("hold")
def hold(stage: Stage, step: Step) -> None:
    change_standing(
        actor=stage.people[step.who],
        course=Course.objects.get(slug=step.what["slug"]),
        standing=Standing.ON_HOLD,
        reason=words.ON_HOLD,
    )


@plays("follow")
def follow(stage: Stage, step: Step) -> None:
    follow_course(actor=stage.people[step.who], course=Course.objects.get(slug=step.what["slug"]))


@plays("study")
def study(stage: Stage, step: Step) -> None:
    """Read a chapter and answer its quiz, if it has one: all right, or all wrong."""
    person, shown = stage.people[step.who], stage.chapters[step.what["slug"]][step.what["chapter"]]
    if shown.quiz:
        answers = quizzes.solved(Quiz.from_json(shown.quiz)) if step.what["right"] else {}
        answer_quiz(actor=person, asked=shown, answers=answers, token=f"{step.who}-{step.at:%Y%m%d%H%M}-{shown.pk}")
    if step.what["right"]:
        mark_chapter_read(actor=person, chapter=shown.chapter)


@plays("report")
def report(stage: Stage, step: Step) -> None:
    what: dict[str, Any] = step.what
    own = what["kind"] == "own_business"
    facts = JobFacts(
        kind=what["kind"],
        employer=what["employer"] or f"{stage.people[step.who].name}, web testing",
        title=what["title"],
        started_on=what["started_on"],
        hours=Decimal(what["hours"]),
        in_field="required" if "ccessibility" in what["title"] else "advantage",
        found_through="site",
        offered_on=what["offered_on"],
        same_post=False,
        credit=what.get("credit", "yes"),
        occupation=stage.occupation if "ccessibility" in what["title"] else None,
        country="BE",
        registered=True if own else None,
    )
    made = report_job(
        actor=stage.people[step.who], token=f"{step.who}-{step.at:%Y%m%d}", facts=facts,
        may_dance=what["dance"], may_say_name=what["named"],
    )  # fmt: skip
    stage.jobs[step.who] = made.pk


def paper(name: str) -> SealedUpload:
    """A page of a contract, as small as a PDF can be, sealed on its way like any upload."""
    content = f"%PDF-1.4\n% The contract of {name}, page 1\n%%EOF\n".encode()
    handler = SealingHandler()
    handler.new_file("page", "contract.pdf", "application/pdf", len(content), None, None)
    handler.receive_data_chunk(content, 0)
    handler.file_complete(len(content))
    if handler.upload is None:
        raise LookupError("The page was not taken.")
    return handler.upload


@plays("evidence")
def evidence(stage: Stage, step: Step) -> None:
    send_evidence(
        actor=stage.people[step.who], outcome_id=stage.jobs[step.who], upload=paper(stage.people[step.who].name)
    )


@plays("ask_employer")
def ask(stage: Stage, step: Step) -> None:
    domain = re.sub(r"[^a-z]+", "-", stage.job(step.who).employer.lower())
    ask_employer(actor=stage.people[step.who], outcome_id=stage.jobs[step.who], address=f"people@{domain}.example")


def _link_in_letter(address: str, place: str) -> str:
    """The secret of the newest link to `place` that was mailed to an address: people answer from their mail."""
    letter = Letter.objects.filter(to=address, body__contains=f"/{place}/").latest("pk")
    found = re.search(rf"/{place}/([\w-]+)/", letter.body)
    if found is None:
        raise LookupError(f"The letter to {address} has no link to answer by.")
    return found[1]


@plays("employer_answers")
def employer_answers(stage: Stage, step: Step) -> None:
    """Somebody at the employer opens the mail and presses a button."""
    address = stage.job(step.who).employer_questions.latest("pk").address
    answer_employer(token=_link_in_letter(address, "employers"), answer=step.what["answer"])


def _seen(outcome: Outcome) -> Seen:
    return Seen(revision=outcome.revision, round=outcome.round, state=outcome.state)


@plays("confirm")
def confirm(stage: Stage, step: Step) -> None:
    case = stage.job(step.what["about"])
    confirm_case(actor=stage.people[step.who], outcome_id=case.pk, seen=_seen(case))


@plays("not_proven")
def not_proven(stage: Stage, step: Step) -> None:
    case = stage.job(step.what["about"])
    close_not_proven(actor=stage.people[step.who], outcome_id=case.pk, seen=_seen(case), words=words.NOT_PROVEN)


@plays("start")
def start(stage: Stage, step: Step) -> None:
    confirm_start(actor=stage.people[step.who], outcome_id=stage.jobs[step.who])


@plays("withdraw")
def withdraw(stage: Stage, step: Step) -> None:
    withdraw_report(actor=stage.people[step.who], outcome_id=stage.jobs[step.who])


@plays("end")
def end(stage: Stage, step: Step) -> None:
    report_end(actor=stage.people[step.who], outcome_id=stage.jobs[step.who], ended_on=step.what["ended_on"])


@plays("follow_up")
def follow_up(stage: Stage, step: Step) -> None:
    """They answer the newest letter, where they were asked."""
    asked = FollowUp.objects.filter(outcome=stage.jobs[step.who], days=step.what["days"], answer="", tries__gt=0)
    if asked.exists():
        answer_follow_up(token=_link_in_letter(stage.people[step.who].email, "follow-ups"), answer=step.what["answer"])
