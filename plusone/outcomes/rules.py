"""The thresholds of counting: the school's own data, with these defaults, each version stored and named by figures.

A job is judged by the version in force on its first day, so that a later version never changes what was counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plusone.core.text import gettext_lazy as _
from plusone.outcomes.models import RuleSet


@dataclass(frozen=True)
class Threshold:
    """`default` in the unit that `meaning` names; a school may choose from `least` to `most`."""

    default: int
    least: int
    most: int
    meaning: Any


DEFAULTS: dict[str, Threshold] = {
    "hours": Threshold(15, 1, 60, _("Hours a week that a job has at least, to be counted.")),
    "minimum_level": Threshold(2, 2, 4, _("Evidence that a counted job has at least: 2, 3 or 4 for E2, E3 or E4.")),
    "service_months": Threshold(24, 1, 60, _("Months before the offer in which the school must have helped.")),
    "school_hire_days": Threshold(180, 30, 1000, _("Days that somebody hired by the school itself must stay.")),
    "short_job_days": Threshold(30, 1, 365, _("Days; a job that ends earlier is taken back from the count.")),
    "verification_days": Threshold(10, 1, 90, _("Days in which a registrar promises to check a case.")),
    "evidence_days": Threshold(30, 7, 180, _("Days that somebody has to bring evidence.")),
    "employer_days": Threshold(14, 3, 90, _("Days that an employer’s mailed question stays open.")),
    "follow_up_gap_days": Threshold(7, 1, 10, _("Days between two tries of a follow-up that is not answered.")),
    "smallest_group": Threshold(20, 20, 1000, _("People that a published rate is of, at least.")),
    "smallest_pay_group": Threshold(10, 10, 1000, _("People that a published median pay is of, at least.")),
    "round_to": Threshold(5, 5, 100, _("Published counts are rounded to this.")),
    "unknown_percent": Threshold(20, 1, 20, _("Per cent unknown above which a range replaces a rate.")),
}


@dataclass(frozen=True)
class Rules:
    """One version of the thresholds. `least_level` is the minimum level as "E2"."""

    version: int
    in_force_from: date | None
    thresholds: Mapping[str, int]

    def __getitem__(self, name: str) -> int:
        """The threshold, or its default where this version was stated before the threshold existed."""
        return int(self.thresholds.get(name, DEFAULTS[name].default))

    @property
    def least_level(self) -> str:
        return f"E{self['minimum_level']}"


def defaults() -> dict[str, int]:
    return {name: one.default for name, one in DEFAULTS.items()}


def in_force(day: date) -> Rules:
    """The version in force on `day`. Before the first version's day the first one holds, for starts in the past."""
    stored = RuleSet.objects.filter(in_force_from__lte=day).order_by("-in_force_from", "-version").first()
    stored = stored or RuleSet.objects.order_by("version").first()
    if stored is None:
        return Rules(1, None, defaults())
    return Rules(stored.version, stored.in_force_from, stored.thresholds)
