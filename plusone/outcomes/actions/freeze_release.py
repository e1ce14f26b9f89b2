"""The program freezes the month's public figures."""

from datetime import date, timedelta

from django.db import transaction

from plusone.core import clock, events
from plusone.core.models import Event
from plusone.outcomes import releases, rules
from plusone.outcomes.events import RELEASE_FROZEN
from plusone.outcomes.models import Release


def freeze_releases() -> list[Release]:
    """Freeze every month's figures that are due and missing, each as of its 1st, 00:00 UTC; once, whoever calls.

    Nothing is due for a 1st on which the school did not exist yet. After a pause the missing months come too, the
    oldest first, each with the figures as they stood then.
    """
    this_month = clock.today().replace(day=1)
    newest = Release.objects.order_by("-month").values_list("month", flat=True).first()
    month = _next(newest) if newest else this_month
    frozen = []
    while month <= this_month:
        if Event.objects.filter(at__lt=releases.first_instant(month)).exists():
            frozen += _freeze(month)
        month = _next(month)
    return frozen


def _freeze(month: date) -> list[Release]:
    """The release that was made now; none where somebody else was first."""
    by = rules.in_force(month - timedelta(days=1))
    figures = releases.figures(month, by)
    with transaction.atomic():
        release, made = Release.objects.get_or_create(
            month=month, defaults={"rules": by.version, "figures": figures, "frozen_at": clock.now()}
        )
        if made:
            events.record(RELEASE_FROZEN, subject=release, month=month.isoformat())
    return [release] if made else []


def _next(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)
