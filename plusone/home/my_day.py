"""My day: the first line says what to do next; everybody sees the steps of their own roles, and nothing else."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from plusone.core.text import get_language, ngettext
from plusone.core.text import gettext_lazy as _
from plusone.home import news
from plusone.home.waiting import Waiting, waiting
from plusone.learning.queries import MyCourse, my_courses
from plusone.outcomes.models.cases import State
from plusone.outcomes.queries_follow import OpenQuestion, open_question
from plusone.people.models import Person, Role


@dataclass(frozen=True)
class Step:
    """One thing to do: why, where, and a word on its state (`late` only where somebody else waits)."""

    title: Any
    text: Any
    label: Any = ""
    address: str = ""
    state: Any = ""
    sign: str = ""


@dataclass(frozen=True)
class MyDay:
    """`first` is what to do next, `then` the rest by roles, `courses` those that the person follows."""

    first: Step
    then: list[Step]
    courses: list[MyCourse]
    news: Any


def my_day(person: Person) -> MyDay:
    """What this person does today; at most six queries after who they are."""
    found = waiting(person)
    courses = my_courses(person)
    steps = [
        *(_operator(found) if person.has_role(Role.OPERATOR) else []),
        *(_leadership(found) if person.has_role(Role.LEADERSHIP) else []),
        *(_registrar(found) if person.has_role(Role.REGISTRAR) else []),
        *(_asked(open_question(person)) if found.jobs else []),
        *_own_job(found),
        *(_author(found) if person.has_role(Role.AUTHOR) else []),
        *_courses(courses, found, has_roles=bool(person.roles())),
    ]
    if not person.roles() and not found.jobs:
        steps.append(_tell())
    if not steps:
        steps.append(_nothing(person))
    return MyDay(first=steps[0], then=steps[1:], courses=courses, news=news.newest(get_language() or "en"))


def _operator(found: Waiting) -> list[Step]:
    steps = []
    if found.jobs_failed or found.letters_failed:
        wrong = found.jobs_failed + found.letters_failed
        steps.append(
            Step(
                _("Something did not go through"),
                ngettext(
                    "%(n)s job or letter failed and waits for you.",
                    "%(n)s jobs or letters failed and wait for you.",
                    wrong,
                )
                % {"n": wrong},
                _("See what failed"),
                reverse("home:operator"),
                _("failed"),
                "late",
            )
        )
    if found.operators < 2:
        steps.append(
            Step(
                _("Invite a second operator"),
                _("If you are locked out, nobody else can let you in."),
                _("Invite somebody"),
                reverse("people:invite"),
            )
        )
    if not found.mail_tested:
        steps.append(
            Step(
                _("Send a test mail"),
                _("Nobody knows yet whether the school’s letters arrive."),
                _("Test the mail"),
                reverse("home:operator") + "#mail",
            )
        )
    return steps


def _leadership(found: Waiting) -> list[Step]:
    steps = []
    if not found.mission:
        steps.append(
            Step(
                _("State the mission"),
                _("Why the school exists. It has no date and is never finished."),
                _("State the mission"),
                reverse("purpose:new_version", args=["mission"]),
            )
        )
    if not found.vision:
        steps.append(
            Step(
                _("State the vision"),
                _("What the school does about it in these years, and what it leaves out."),
                _("State the vision"),
                reverse("purpose:new_version", args=["vision"]),
            )
        )
    if not found.goal:
        steps.append(
            Step(
                _("State the goal"),
                _("How many people, helped to a job, by when. The first page will show it."),
                _("State the goal"),
                reverse("purpose:new_goal"),
            )
        )
    return steps


def _registrar(found: Waiting) -> list[Step]:
    if not found.cases:
        return []
    return [
        Step(
            ngettext("%(n)s case waits for you", "%(n)s cases wait for you", found.cases) % {"n": found.cases},
            _("Somebody found a job and waits to be counted. The longest wait stands first."),
            _("Open the cases"),
            reverse("outcomes:cases"),
        )
    ]


def _asked(question: OpenQuestion | None) -> list[Step]:
    if question is None:
        return []
    return [
        Step(
            _("Do you still work there?"),
            _("You started at %(employer)s. One press is enough; it can be changed for 30 days.")
            % {"employer": question.employer},
            _("Answer"),
            question.address,
        )
    ]


def _own_job(found: Waiting) -> list[Step]:
    if found.job is None:
        return []
    texts = {
        State.ASKED: (_("Your job needs one more proof"), _("The registrar has asked for something. Read what it is.")),
        State.VERIFIED: (_("Have you started?"), _("Your job is checked. Say that you started, and it counts: +1.")),
    }
    title, text = texts.get(
        State(found.job_state),
        (_("Your job is being checked"), _("A proof makes it quicker: a contract, or your employer’s word.")),
    )
    return [Step(title, text, _("Open my job"), reverse("outcomes:job", args=[found.job]))]


def _author(found: Waiting) -> list[Step]:
    if found.drafts:
        title = ngettext("%(n)s draft is not published", "%(n)s drafts are not published", found.drafts) % {
            "n": found.drafts
        }
        return [
            Step(
                title,
                _("Readers see a course only once it is published."),
                _("Open my courses"),
                reverse("courses:drafts"),
            )
        ]
    if not found.courses:
        return [
            Step(
                _("Bring a first course"),
                _("A folder of Markdown files. One chapter is enough to begin."),
                _("Bring a course"),
                reverse("courses:new"),
            )
        ]
    return []


def _courses(courses: list[MyCourse], found: Waiting, *, has_roles: bool) -> list[Step]:
    going_on = next((one for one in courses if one.next is not None and not one.progress.all_done), None)
    if going_on is not None and going_on.next is not None:
        return [
            Step(
                going_on.next.title,
                _("%(course)s: go on where you were. About %(n)s minutes.")
                % {"course": going_on.title, "n": going_on.next.minutes},
                _("Go on"),
                reverse("learning:chapter", args=[going_on.slug, going_on.next.key]),
            )
        ]
    if found.courses and not courses and not has_roles:
        return [
            Step(
                _("Choose a first course"),
                _("You can read any of them before you decide, and follow as many as you like."),
                _("See all courses"),
                reverse("learning:courses"),
            )
        ]
    return []


def _tell() -> Step:
    return Step(
        _("Found a job?"),
        _("Tell us, from the day of the offer on. It takes a minute, and it is how the school counts."),
        _("Report a job"),
        reverse("outcomes:report"),
    )


def _nothing(person: Person) -> Step:
    """All is done: where somebody of this role looks next."""
    title = _("Nothing waits for you")
    if person.has_role(Role.LEADERSHIP):
        return Step(
            title, _("Mission, vision and goal are stated."), _("See how the goal stands"), reverse("home:goals")
        )
    if person.has_role(Role.OPERATOR):
        return Step(title, _("The school runs."), _("See how it is doing"), reverse("home:operator"))
    if person.has_role(Role.REGISTRAR):
        return Step(
            title, _("Every case is looked at."), _("See who is asked how it goes"), reverse("outcomes:follow_ups")
        )
    if person.has_role(Role.AUTHOR):
        return Step(title, _("Every draft of yours is published."), _("Open my courses"), reverse("courses:drafts"))
    return Step(title, _("Everything of yours is done."), _("See all courses"), reverse("learning:courses"))
