"""Leadership says a goal in better words, or in another language."""

from django.db import IntegrityError, transaction

from plusone.core import clock, events
from plusone.core.text import gettext_lazy as _
from plusone.people.models import Person
from plusone.purpose import access, words
from plusone.purpose.actions.state_purpose import NothingNew, SaidBetween
from plusone.purpose.events import GOAL_REWORDED
from plusone.purpose.models import Goal, GoalWording

__all__ = ["NothingNew", "WordsSaidBetween", "reword_goal"]


class WordsSaidBetween(SaidBetween):
    sentence = _("Somebody changed these words while you were writing. Please read them first.")


def reword_goal(*, actor: Person, goal: Goal, texts: dict[str, str], after: int | None = None) -> GoalWording:
    """Give the goal its next wording; number and days stay. Refuses the same words, and words changed meanwhile.

    `after` is the version of the words that the writer saw.
    """
    access.ensure_leadership(actor)
    kept = words.cleaned(texts)
    try:
        with transaction.atomic():
            newest = goal.wordings.order_by("-version").first()
            if after is not None and after != (newest.version if newest else 0):
                raise WordsSaidBetween
            if newest is not None and newest.texts == kept:
                raise NothingNew
            version = newest.version + 1 if newest else 1
            wording = GoalWording.objects.create(
                goal=goal, version=version, texts=kept, stated_by=actor, stated_at=clock.now()
            )
            events.record(GOAL_REWORDED, actor=actor, subject=goal, number=goal.number, version=version)
    except IntegrityError:
        raise WordsSaidBetween from None
    return wording
