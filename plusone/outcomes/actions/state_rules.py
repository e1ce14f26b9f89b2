"""Leadership states other thresholds, from a day to come on; what was counted stays as it was."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from plusone.core import clock, events
from plusone.core.errors import NotAllowed, Refused
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import chain, rules
from plusone.outcomes.events import RULES_STATED
from plusone.outcomes.models import RuleSet
from plusone.people.models import Person


class NotLeadership(NotAllowed):
    sentence = _("Only leadership states the rules of counting.")


class UnknownThreshold(Refused):
    sentence = _("There is no such threshold.")


class OutOfBounds(Refused):
    sentence = _("A threshold is outside of what Plusone can stand for.")


class NotYetAllowed(Refused):
    sentence = _("Rules begin on a day to come, and after those that were stated before.")


def state_rules(*, actor: Person, thresholds: Mapping[str, int], in_force_from: date) -> RuleSet:
    """Store the next version: those in force last, with `thresholds` changed. A day that has begun is refused."""
    if not actor.has_role("leadership"):
        raise NotLeadership
    for name, value in thresholds.items():
        if name not in rules.DEFAULTS:
            raise UnknownThreshold
        bounds = rules.DEFAULTS[name]
        if type(value) is not int or not bounds.least <= value <= bounds.most:
            raise OutOfBounds
    with transaction.atomic():
        chain.lock()
        chain.ensure_format()
        last = RuleSet.objects.order_by("-version")[:1].get()
        if in_force_from <= max(clock.today(), last.in_force_from):
            raise NotYetAllowed
        stated = chain.store_rules(
            RuleSet(
                version=last.version + 1,
                thresholds={**rules.defaults(), **last.thresholds, **thresholds},
                in_force_from=in_force_from,
                stated_by=actor,
            )
        )
        events.record(RULES_STATED, actor=actor, subject=stated, version=stated.version)
    return stated
