"""The purpose in course texts: mission, vision and goal as they are in force, never retyped."""

from functools import partial

from plusone.core import clock
from plusone.core.quotes import Quote, provide
from plusone.purpose import words
from plusone.purpose.models import Goal, Kind, Purpose


def _purpose(kind: str, language: str) -> Quote | None:
    stated = Purpose.objects.in_force(kind)
    if stated is None:
        return None
    said = words.pick(stated.texts, language)
    return Quote(said.text, said.language, str(stated.version))


def _goal(language: str) -> Quote | None:
    goal = Goal.objects.on(clock.today())
    wording = goal.wordings.order_by("-version").first() if goal else None
    if goal is None or wording is None:
        return None
    said = words.pick(wording.texts, language)
    return Quote(said.text, said.language, f"{goal.number}.{wording.version}")


provide("mission", partial(_purpose, Kind.MISSION))
provide("vision", partial(_purpose, Kind.VISION))
provide("goal", _goal)
