"""What the clock orders for the count."""

from datetime import timedelta

from django.db.models import Q

from plusone.core import clock
from plusone.core.jobs import task, timetable
from plusone.outcomes.actions.freeze_verdicts import freeze_verdicts
from plusone.outcomes.actions.settle import settle
from plusone.outcomes.actions.sign_head import sign_head
from plusone.outcomes.models import Outcome, Witness
from plusone.outcomes.models.cases import PROVEN, SELF_EMPLOYED

UNCONFIRMED_DAYS = 30


@timetable.daily(at="00:05")
@task()
def freeze_verdicts_daily() -> None:
    """Freeze the verdict of a goal whose last day is over."""
    freeze_verdicts()


@timetable.daily(at="00:20")
@task()
def settle_what_time_moved() -> None:
    """Count verified jobs for which only a day was awaited: day 180 of our own hires, the day of a first income."""
    waiting = Outcome.objects.filter(state__in=PROVEN, counted_since=None, started_on__lte=clock.today())
    by_time = waiting.filter(Q(hired_by_school=True) | Q(kind__in=SELF_EMPLOYED), person__erased_at=None)
    for outcome in by_time.select_related("person", "goal"):
        settle(outcome.person, outcome.goal)


@timetable.daily(at="02:00")
@task()
def sign_head_daily() -> None:
    """Sign the day's head of the ledger and mail it to the witnesses."""
    sign_head()


@timetable.daily(at="03:10")
@task()
def forget_unconfirmed_witnesses() -> None:
    """Delete addresses whose owner never pressed the button."""
    Witness.objects.filter(confirmed_at=None, asked_at__lt=clock.now() - timedelta(days=UNCONFIRMED_DAYS)).delete()
