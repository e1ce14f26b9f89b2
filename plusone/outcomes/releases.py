"""What a monthly release holds: figures as of the 1st, rounded and suppressed before they are stored.

`figures` = {"as_of": "2026-12-01T00:00:00Z", "rules": 1, "round_to": 5, "smallest_group": 20, "unknown_percent": 20,
"retention": [{"days", "n", "in_work", "unknown", "fewer", "share", "lowest", "highest", "interval"}],
"standing": [{"state", "jobs", "fewer"}]}. Counts are rounded; the names in `fewer` are those of which only *fewer
than* their number is known. In `retention`, `n` is 0 where nobody started so long ago, and null (with all others)
where fewer than `smallest_group` did. Shares are worked out from the rounded counts; `share` and its 95 % `interval`
are null where the range from `lowest` to `highest` takes their place. One-way tables only: nothing is crossed.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When

from plusone.core.text import gettext_lazy as _
from plusone.outcomes.followups import DISTANCES
from plusone.outcomes.models import CaseStep, Outcome, StartConfirmation
from plusone.outcomes.models.cases import PROVEN, State
from plusone.outcomes.retention import Retention, retention
from plusone.outcomes.rules import Rules
from plusone.outcomes.statistics import Rounded, rounded, suppressed, wilson

STANDING: dict[str, tuple[Any, Q]] = {
    "waiting_proof": (_("a proof is awaited"), Q(stood__in=[State.REPORTED, State.ASKED])),
    "in_review": (_("being checked"), Q(stood=State.IN_REVIEW)),
    "waiting_start": (_("verified, the first day is awaited"), Q(stood__in=PROVEN, had_started=False)),
    "counted": (_("verified, and by the rules of the count"), Q(stood__in=PROVEN, had_started=True, held=True)),
    "not_counted": (_("verified, not by the rules of the count"), Q(stood__in=PROVEN, had_started=True, held=False)),
    "disputed": (_("disputed"), Q(stood=State.DISPUTED)),
    "not_proven": (_("not proven"), Q(stood=State.NOT_PROVEN)),
    "reversed": (_("reversed"), Q(stood=State.REVERSED)),
}


def first_instant(month: date) -> datetime:
    """The 1st, 00:00 UTC: what was known before it is in the release."""
    return datetime.combine(month.replace(day=1), time.min, UTC)


def figures(month: date, by: Rules) -> dict[str, Any]:
    """The figures as of the 1st of `month`, whenever they are worked out; see the top of this file for their form."""
    day = month.replace(day=1) - timedelta(days=1)
    return {
        "as_of": first_instant(month).isoformat().replace("+00:00", "Z"),
        "rules": by.version,
        "round_to": by["round_to"],
        "smallest_group": by["smallest_group"],
        "unknown_percent": by["unknown_percent"],
        "retention": [row(retention(day, days), by) for days in DISTANCES],
        "standing": standing(month, by),
    }


def row(exact: Retention, by: Rules) -> dict[str, Any]:
    """One distance, rounded; without any figure where too few are behind it. The unknown never leave the whole."""
    empty: dict[str, Any] = dict.fromkeys(("share", "lowest", "highest", "interval"))
    if exact.n == 0:
        return {"days": exact.days, "n": 0, "in_work": 0, "unknown": 0, "fewer": [], **empty}
    if suppressed(exact.n, by["smallest_group"]):
        return {"days": exact.days, "n": None, "in_work": None, "unknown": None, "fewer": [], **empty}
    parts = {name: rounded(getattr(exact, name), by["round_to"]) for name in ("in_work", "unknown")}
    n = rounded(exact.n, by["round_to"]).high
    return {
        "days": exact.days,
        "n": n,
        **{name: one.high for name, one in parts.items()},
        "fewer": [name for name, one in parts.items() if one.small],
        **_shares(n, parts["in_work"], parts["unknown"], by),
    }


def _shares(n: int, in_work: Rounded, unknown: Rounded, by: Rules) -> dict[str, Any]:
    """From the rounded counts alone; of a small count both ends are thought of."""
    range_only = in_work.small or 100 * unknown.high > by["unknown_percent"] * n
    interval = None if range_only else wilson(in_work.low, n)
    return {
        "share": None if range_only else round(in_work.low / n, 4),
        "lowest": round(in_work.low / n, 4),
        "highest": round(min((in_work.high + unknown.high) / n, 1.0), 4),
        "interval": None if interval is None else [round(interval.low, 4), round(interval.high, 4)],
    }


def standing(month: date, by: Rules) -> list[dict[str, Any]]:
    """Where the jobs stand that were celebrated before the 1st, from their history. The states are exclusive."""
    moment = first_instant(month)
    steps = CaseStep.objects.filter(outcome=OuterRef("pk"), at__lt=moment).order_by("-pk")
    confirmed = StartConfirmation.objects.filter(outcome=OuterRef("pk"), revision=OuterRef("was"), at__lt=moment)
    jobs = Outcome.objects.filter(celebrated_at__lt=moment).annotate(
        stood=Subquery(steps.values("state")[:1]), was=Subquery(steps.values("revision")[:1])
    )
    day = moment.date()
    counted = Q(counted_since__lt=day) & (Q(counted_until=None) | Q(counted_until__gte=day))
    jobs = jobs.annotate(had_started=Exists(confirmed), held=Case(When(counted, then=True), default=False))
    found = jobs.aggregate(**{name: Count("pk", filter=where) for name, (_label, where) in STANDING.items()})
    return [_stand(name, rounded(found[name], by["round_to"])) for name in STANDING]


def _stand(state: str, jobs: Rounded) -> dict[str, Any]:
    return {"state": state, "jobs": jobs.high, "fewer": ["jobs"] if jobs.small else []}


def label(state: str) -> Any:
    """What a state of `standing` is called; one of an older release, that no longer exists, by its key."""
    return STANDING[state][0] if state in STANDING else state
