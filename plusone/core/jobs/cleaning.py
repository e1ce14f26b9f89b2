"""Nightly tidying of what core itself leaves behind: finished jobs, past slots, old limits, ended sessions."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django_tasks_db.models import DBTaskResult

from plusone.core import clock
from plusone.core.jobs import leases, timetable
from plusone.core.jobs.claim import FAILED, SUCCESSFUL
from plusone.core.jobs.tasks import task
from plusone.core.models import JobSlot, JobWorker, Limit

KEEP_DONE = timedelta(days=7)
KEEP_DEAD = timedelta(days=180)
KEEP_SLOTS = timedelta(days=2)  # and the newest of each entry for ever, so that it is not ordered twice
KEEP_LIMITS = timedelta(days=2)


@timetable.daily(at="03:20")
@task()
def tidy_core() -> None:
    """Delete rows that nobody will read again."""
    now = clock.now()
    DBTaskResult.objects.filter(status=SUCCESSFUL, finished_at__lt=now - KEEP_DONE).delete()
    DBTaskResult.objects.filter(status=FAILED, finished_at__lt=now - KEEP_DEAD).delete()
    later = JobSlot.objects.filter(entry=OuterRef("entry"), at__gt=OuterRef("at"))
    JobSlot.objects.filter(Exists(later), at__lt=now - KEEP_SLOTS).delete()
    JobWorker.objects.filter(lease_until__lt=leases.machine_time() - timedelta(days=1)).delete()
    Limit.objects.filter(window_start__lt=now - KEEP_LIMITS).delete()
    Session.objects.filter(expire_date__lt=now).delete()
