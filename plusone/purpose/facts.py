"""Numbers of the goal in force."""

from datetime import date
from typing import Any

from plusone.core.facts import Reading, fact
from plusone.purpose.models import Goal


@fact(
    "purpose.goal_target",
    "For how many people the goal in force on that day is.",
    unit="people",
)
def goal_target(day: date, **_narrow: Any) -> Reading:
    goal = Goal.objects.on(day)
    return Reading(goal.target, 1) if goal else Reading(None, 0)


@fact("purpose.goal_days_left", "Days until the last day of the goal in force, that day included.", unit="days")
def goal_days_left(day: date, **_narrow: Any) -> Reading:
    goal = Goal.objects.on(day)
    return Reading((goal.due_on - day).days + 1, 1) if goal else Reading(None, 0)
