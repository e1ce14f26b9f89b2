"""A goal with its figures: both counts apart, its pace, and its verdict once its last day is over."""

from dataclasses import dataclass
from datetime import date, timedelta

from plusone.core import facts
from plusone.home.tally import Tally, tally
from plusone.outcomes.models import GoalVerdict
from plusone.purpose.models import Goal
from plusone.purpose.queries import GoalShown
from plusone.purpose.words import Words

YEAR = timedelta(days=365)
TOO_EARLY = timedelta(days=30)  # a pace from fewer days would be a guess


@dataclass(frozen=True)
class Figures:
    """People count once for the goal, jobs each; *celebrated* is what was told, *verified* what was proven."""

    verified_people: int
    verified_jobs: int
    celebrated_people: int
    celebrated_jobs: int


@dataclass(frozen=True)
class Pace:
    """`people` were verified in `days` days; going on like this makes `arrives` by the goal's last day."""

    people: int
    days: int
    arrives: int
    target: int

    @property
    def whole_year(self) -> bool:
        return self.days == YEAR.days

    @property
    def behind(self) -> bool:
        return self.arrives < self.target


@dataclass(frozen=True)
class Judged:
    """A verdict beside what was verified later, which does not change it."""

    reached: bool
    verified: int
    missing: int
    later: int
    frozen_on: date


@dataclass(frozen=True)
class GoalPage:
    goal: Goal
    words: Words
    when: str
    figures: Figures
    tally: Tally
    pace: Pace | None
    judged: Judged | None
    too_early: bool = False


def figures(goal: Goal | None, day: date) -> Figures:
    """The four figures of a goal at the end of `day`; of starts on days without a goal where it is None."""

    def read(name: str) -> int:
        return int(facts.read(f"outcomes.{name}", day, goal=goal).value or 0)

    return Figures(read("verified_people"), read("verified_jobs"), read("celebrated_people"), read("celebrated_jobs"))


def pace(goal: Goal, now: int, day: date) -> Pace | None:
    """How it goes: from the last 365 days, or all of them in a younger goal; None where it is too early to say."""
    since = max(goal.starts_on, day - YEAR)
    if day - since < TOO_EARLY or day > goal.due_on:
        return None
    before = facts.read("outcomes.verified_people", since - timedelta(days=1), goal=goal).value or 0
    days = (day - since).days
    people = now - int(before)
    left = (goal.due_on - day).days
    return Pace(people=people, days=days, arrives=now + people * left // days, target=goal.target)


def verdicts() -> dict[int, GoalVerdict]:
    """Frozen verdicts by their goal."""
    return {verdict.goal_id: verdict for verdict in GoalVerdict.objects.all()}


def judged(goal: Goal, verdict: GoalVerdict | None, now: int) -> Judged | None:
    if verdict is None:
        return None
    return Judged(
        reached=verdict.verified >= goal.target,
        verified=verdict.verified,
        missing=max(goal.target - verdict.verified, 0),
        later=max(now - verdict.verified, 0),
        frozen_on=goal.due_on,
    )


def goal_page(shown: GoalShown, verdict: GoalVerdict | None, day: date) -> GoalPage:
    """One goal as the pages show it."""
    goal = shown.goal
    found = figures(goal, day)
    past = judged(goal, verdict, found.verified_people)
    at_end = past.verified if past else found.verified_people
    celebrated = verdict.celebrated_people if verdict else found.celebrated_people
    going = pace(goal, found.verified_people, day) if shown.when == "now" else None
    return GoalPage(
        goal=goal,
        words=shown.words,
        when=shown.when,
        figures=found,
        tally=tally(target=goal.target, celebrated=at_end if past else celebrated, verified=at_end),
        pace=going,
        judged=past,
        too_early=shown.when == "now" and going is None,
    )
