"""`/api/v1/goals/`: every goal with its words in all languages, its figures and its verdict. Public, read only."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from plusone.core import clock
from plusone.home import figures
from plusone.outcomes.models import GoalVerdict
from plusone.purpose.models import Goal, GoalWording

router = Router(tags=["goals"])


class Figures(Schema):
    """`celebrated` is what people told us, `verified` what was proven; people count once, jobs each."""

    verified_people: int
    verified_jobs: int
    celebrated_people: int
    celebrated_jobs: int


class Verdict(Schema):
    """Frozen at the end of the last day; what is verified later does not change it."""

    verified_people: int
    celebrated_people: int
    reached: bool


class GoalOut(Schema):
    number: int
    words: dict[str, str]
    target: int
    starts_on: date
    due_on: date
    evidence_level: str
    figures: Figures
    verdict: Verdict | None


class GoalList(Schema):
    items: list[GoalOut]
    next: str | None


@router.get("/", response=GoalList, summary="Every goal of the school, the newest first")
def goals(request: HttpRequest) -> dict[str, Any]:
    """Goals are few and never overlap, so they come on one page; `next` is always null."""
    words: dict[int, dict[str, str]] = defaultdict(dict)
    for wording in GoalWording.objects.order_by("version"):
        words[wording.goal_id] = wording.texts
    verdicts = figures.verdicts()
    today = clock.today()
    items = [_goal(goal, words[goal.pk], verdicts.get(goal.pk), today) for goal in Goal.objects.order_by("-starts_on")]
    return {"items": items, "next": None}


def _goal(goal: Goal, words: dict[str, str], verdict: GoalVerdict | None, today: date) -> dict[str, Any]:
    return {
        "number": goal.number,
        "words": words,
        "target": goal.target,
        "starts_on": goal.starts_on,
        "due_on": goal.due_on,
        "evidence_level": goal.evidence_level,
        "figures": figures.figures(goal, today).__dict__,
        "verdict": verdict
        and {
            "verified_people": verdict.verified,
            "celebrated_people": verdict.celebrated_people,
            "reached": verdict.verified >= goal.target,
        },
    }
