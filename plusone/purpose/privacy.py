"""The purpose names who stated it by number only: there is something to copy, and nothing to erase."""

from typing import Any

from plusone.core import privacy
from plusone.people.models import Person
from plusone.purpose.models import Goal, GoalWording, Purpose


def export(person: Person) -> dict[str, Any]:
    return {
        "purpose": [
            {"kind": one.kind, "version": one.version, "words": one.texts, "stated_at": one.stated_at.isoformat()}
            for one in Purpose.objects.filter(stated_by=person).order_by("pk")
        ],
        "goals": list(Goal.objects.filter(stated_by=person).order_by("pk").values_list("number", flat=True)),
        "wordings": [
            {"goal": one.goal.number, "version": one.version, "words": one.texts}
            for one in GoalWording.objects.filter(stated_by=person).select_related("goal").order_by("pk")
        ],
    }


def erase(person: Person) -> None:
    """The school's words are the school's; the blanked person behind the number has no name any more."""


privacy.room(
    "purpose",
    covers=["purpose.Purpose", "purpose.Goal", "purpose.GoalWording"],
    export=export,
    erase=erase,
)
