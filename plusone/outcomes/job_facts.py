"""What somebody says about a job, and what of it cannot be true."""

import unicodedata
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from plusone.outcomes import refusals
from plusone.skills.models import Occupation

YEARS_AHEAD = timedelta(days=731)
YEARS_BACK = timedelta(days=3653)
SAME_JOB = timedelta(days=30)

# A change of one of these sends a case back to review: a verifier looked at them.
CHECKED = (
    "kind", "employer", "title", "started_on", "ends_on", "hours", "offered_on", "same_post", "hired_by_school",
    "registered", "first_income_on",
)  # fmt: skip


@dataclass(frozen=True)
class JobFacts:
    """One job in the learner's words. `same_post`, `subsidised`, `registered` are None while unanswered."""

    kind: str
    employer: str
    title: str
    started_on: date
    hours: Decimal
    in_field: str = ""
    found_through: str = ""
    offered_on: date | None = None
    ends_on: date | None = None
    same_post: bool | None = None
    credit: str = ""
    occupation: Occupation | None = None
    country: str = ""
    hired_by_school: bool = False
    subsidised: bool | None = None
    registered: bool | None = None
    first_income_on: date | None = None

    def as_fields(self) -> dict[str, Any]:
        """The fields of an `Outcome`; names are kept without the spaces around them."""
        stored = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**stored, "employer": self.employer.strip(), "title": self.title.strip()}


def check(facts: JobFacts, today: date) -> None:
    """Refuse what cannot be true on `today`, the learner's own day."""
    if not facts.employer.strip():
        raise refusals.EmployerMissing
    if not facts.title.strip():
        raise refusals.TitleMissing
    if not facts.hours.is_finite() or not 1 <= facts.hours <= 100:
        raise refusals.HoursImpossible
    if facts.started_on > today + YEARS_AHEAD:
        raise refusals.FirstDayTooFar
    if facts.started_on < today - YEARS_BACK:
        raise refusals.FirstDayTooOld
    if facts.ends_on and facts.ends_on < facts.started_on:
        raise refusals.EndsBeforeStart
    if facts.offered_on and facts.offered_on > facts.started_on:
        raise refusals.OfferAfterStart
    if facts.offered_on and facts.offered_on > today:
        raise refusals.OfferAhead
    if facts.first_income_on and facts.first_income_on > today:
        raise refusals.IncomeAhead


def plain(name: str) -> str:
    """An employer's name without case, accents, punctuation and spaces, to recognise the same one."""
    bare = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in bare if letter.isalnum())
