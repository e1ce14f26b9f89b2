"""Frozen figures for public pages: the front page, impact and the releases read nothing else."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from plusone.outcomes import releases
from plusone.outcomes.models import Release


@dataclass(frozen=True)
class Figure:
    """A rounded count. `fewer`: only that it is more than 0 and fewer than `value` is known."""

    value: int
    fewer: bool = False


@dataclass(frozen=True)
class RetentionRow:
    """Who is still in work after `days` days. Shares in per cent of `n`; None where they are not shown.

    `n` is None where fewer than `smallest_group` people are behind it: then nothing is shown; 0 where nobody is.
    `share` is None where too many are unknown: then the range from `lowest` to `highest` takes its place.
    """

    days: int
    n: int | None
    in_work: Figure | None
    unknown: Figure | None
    share: int | None
    lowest: int | None
    highest: int | None
    interval: tuple[int, int] | None

    @property
    def shown(self) -> bool:
        """Whether there is a share or a range."""
        return self.lowest is not None

    @property
    def gap(self) -> int:
        """Per cent that the unknown may add."""
        return (self.highest or 0) - (self.lowest or 0)


@dataclass(frozen=True)
class Standing:
    """So many celebrated jobs are in this state."""

    state: str
    label: Any
    jobs: Figure


@dataclass(frozen=True)
class ReleaseFigures:
    """A release as templates read it. `month` is its 1st; everything is as of that day, 00:00 UTC."""

    month: date
    frozen_at: datetime
    rules: int
    round_to: int
    smallest_group: int
    unknown_percent: int
    retention: tuple[RetentionRow, ...]
    standing: tuple[Standing, ...]

    @property
    def key(self) -> str:
        """The month as it stands in addresses: 2026-11."""
        return self.month.isoformat()[:7]

    @property
    def headline(self) -> RetentionRow | None:
        """Half a year if it can be shown, else the longest distance that can."""
        shown = [row for row in self.retention if row.shown]
        return next((row for row in shown if row.days == 180), shown[-1] if shown else None)


def newest() -> ReleaseFigures | None:
    """The release in force; None before the first 1st of a school. One query."""
    release = Release.objects.order_by("-month").first()
    return read(release) if release else None


def of_month(month: date) -> ReleaseFigures | None:
    """The release of a month; one query."""
    release = Release.objects.filter(month=month).first()
    return read(release) if release else None


def months(most: int = 240) -> list[date]:
    """Months that have a release, the newest first."""
    return list(Release.objects.order_by("-month").values_list("month", flat=True)[:most])


def next_on(day: date) -> date:
    """The day of the next release, as seen on `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def read(release: Release) -> ReleaseFigures:
    """The stored figures as frozen values."""
    stored = release.figures
    return ReleaseFigures(
        month=release.month,
        frozen_at=release.frozen_at,
        rules=release.rules,
        round_to=stored["round_to"],
        smallest_group=stored["smallest_group"],
        unknown_percent=stored["unknown_percent"],
        retention=tuple(_row(one) for one in stored["retention"]),
        standing=tuple(
            Standing(one["state"], releases.label(one["state"]), _figure(one, "jobs")) for one in stored["standing"]
        ),
    )


def _figure(stored: dict[str, Any], name: str) -> Figure:
    return Figure(stored[name], name in stored["fewer"])


def _row(stored: dict[str, Any]) -> RetentionRow:
    interval = stored["interval"]
    return RetentionRow(
        days=stored["days"],
        n=stored["n"],
        in_work=None if stored["n"] is None else _figure(stored, "in_work"),
        unknown=None if stored["n"] is None else _figure(stored, "unknown"),
        share=_percent(stored["share"]),
        lowest=_percent(stored["lowest"]),
        highest=_percent(stored["highest"]),
        interval=(round(100 * interval[0]), round(100 * interval[1])) if interval else None,
    )


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


__all__ = ["Figure", "ReleaseFigures", "RetentionRow", "Standing", "months", "newest", "next_on", "of_month"]
