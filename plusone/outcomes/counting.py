"""Is this job counted? Every rule by name, with pass, fail or unknown. Nothing here touches the database.

Unknown is never a pass: what nobody answered keeps a job out of the count until it is answered.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from plusone.core.text import gettext_lazy as _
from plusone.outcomes.models.cases import PROVEN, Credit, State
from plusone.outcomes.rules import Rules


class Found(StrEnum):
    PASS = "pass"  # noqa: S105 - a word, not a secret
    FAIL = "fail"
    UNKNOWN = "unknown"


SENTENCES = {
    "proven": _("Somebody without a stake has checked it"),
    "verifiers": _("Enough people have checked it as it stands now"),
    "level": _("The evidence is as strong as the goal asks"),
    "started": _("The job has started, and learner or employer said so"),
    "goal": _("The first day lies within its goal"),
    "hours": _("The hours are enough, or the business is registered and has a first income"),
    "not_same_post": _("It is not the old post again"),
    "credit": _("The learner says that the school helped"),
    "service": _("The school helped before the offer"),
    "school_hire": _("It is not our own hire, or they have stayed long enough"),
    "lasted": _("It did not end too soon"),
}


@dataclass(frozen=True)
class Check:
    """One rule and what was found. `name` is a key of SENTENCES."""

    name: str
    found: Found

    @property
    def sentence(self) -> object:
        return SENTENCES[self.name]


@dataclass(frozen=True)
class CaseFacts:
    """What the rules ask about a job. Days are days at the learner's place; `served` is None where nothing was asked.

    `counted_since`: the day since when it is counted, while it is. A day that has come stays come although the clock
    is set back, and what was proven stays so while it is disputed, until the dispute is decided.
    """

    state: str
    level: str
    needed_level: str
    verifiers: int
    verifiers_needed: int
    start_confirmed: bool
    started_on: date
    ended_on: date | None
    within_goal: bool
    hours: Decimal
    self_employed: bool
    registered: bool | None
    first_income_on: date | None
    same_post: bool | None
    credit: str
    served: bool
    hired_by_school: bool
    counted_since: date | None = None


def countable(facts: CaseFacts, rules: Rules, today: date) -> tuple[bool, list[Check]]:
    """Whether the job is counted under `rules` on `today`, and each rule with what was found, in the order shown."""
    day = max(today, facts.counted_since or today)
    proven = facts.state in PROVEN or (facts.state == State.DISPUTED and facts.counted_since is not None)
    found = {
        "proven": _when(proven),
        "verifiers": _when(facts.verifiers >= facts.verifiers_needed),
        "level": _when(facts.level >= max(facts.needed_level, rules.least_level)),
        "started": _when(facts.start_confirmed and facts.started_on <= day),
        "goal": _when(facts.within_goal),
        "hours": _enough_work(facts, rules, day),
        "not_same_post": _answered(None if facts.same_post is None else not facts.same_post),
        "credit": _answered(facts.credit != Credit.NO if facts.credit else None),
        "service": _when(facts.served),
        "school_hire": _when(not facts.hired_by_school or _stayed(facts, rules["school_hire_days"], day)),
        "lasted": _when(facts.ended_on is None or facts.ended_on >= _after(facts, rules["short_job_days"])),
    }
    checks = [Check(name, found[name]) for name in SENTENCES]
    return all(check.found is Found.PASS for check in checks), checks


def months_before(day: date, months: int) -> date:
    """The same day of the month, so many months earlier; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (first_of_next - timedelta(days=1)).day))


def _when(true: bool) -> Found:
    return Found.PASS if true else Found.FAIL


def _answered(true: bool | None) -> Found:
    return Found.UNKNOWN if true is None else _when(true)


def _after(facts: CaseFacts, days: int) -> date:
    return facts.started_on + timedelta(days=days)


def _stayed(facts: CaseFacts, days: int, day: date) -> bool:
    enough = _after(facts, days)
    return day >= enough and (facts.ended_on is None or facts.ended_on >= enough)


def _enough_work(facts: CaseFacts, rules: Rules, day: date) -> Found:
    """Hours of one's own business are anybody's guess: there a registration and a first income are asked instead."""
    if not facts.self_employed:
        return _when(facts.hours >= rules["hours"])
    if facts.registered is False:
        return Found.FAIL
    if facts.registered is None or facts.first_income_on is None:
        return Found.UNKNOWN
    return _when(facts.first_income_on <= day)
