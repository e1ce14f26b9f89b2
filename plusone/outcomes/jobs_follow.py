"""Nightly: who is due to be asked, and on the 1st the month's release. Both do what is due, whenever they run."""

from datetime import timedelta

from plusone.core import clock
from plusone.core.jobs import task, timetable
from plusone.outcomes.actions.ask_follow_up import ask_follow_up
from plusone.outcomes.actions.freeze_release import freeze_releases
from plusone.outcomes.models import FollowUp


@timetable.daily(at="08:00")
@task()
def ask_due() -> None:
    """Ask everybody whose day has come; a day earlier than UTC's in the list, since it comes first in the east."""
    tomorrow = clock.today() + timedelta(days=1)
    due = FollowUp.objects.filter(next_on__lte=tomorrow).order_by("next_on", "pk")
    for number in list(due.values_list("pk", flat=True)):
        ask_follow_up(follow_up_id=number)


@timetable.daily(at="00:05")
@task()
def freeze_release() -> None:
    """Freeze the month's figures; daily, so that a worker that was down on the 1st makes up for it."""
    freeze_releases()
