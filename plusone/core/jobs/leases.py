"""Who lives: a worker renews its lease every few seconds, and the jobs of one that does not are taken from it.

Leases run by the machine's clock, not by `core.clock`: a demo that plays last year must not make workers look dead.
"""

import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

from plusone.core.jobs.claim import RUNNING, take_back
from plusone.core.models import JobState, JobWorker

LEASE = 30.0  # seconds


def machine_time() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


def renew(worker: UUID, lease: float) -> None:
    """Say that the worker lives, for `lease` seconds from now."""
    now = machine_time()
    until = now + timedelta(seconds=lease)
    JobWorker.objects.update_or_create(
        id=worker, defaults={"lease_until": until}, create_defaults={"lease_until": until, "started_at": now}
    )


def give_up(worker: UUID) -> None:
    """The worker ends; what it still holds may be taken at once."""
    JobWorker.objects.filter(id=worker).delete()


def living() -> list[JobWorker]:
    """Workers whose lease runs, the oldest first; for the operator's page and for `restore`."""
    return list(JobWorker.objects.filter(lease_until__gt=machine_time()).order_by("started_at"))


def reap() -> int:
    """Take the jobs of dead workers back; the number of them. Nothing to take costs one read."""
    alive = JobWorker.objects.filter(lease_until__gt=machine_time()).values("pk")
    orphans = JobState.objects.filter(job__status=RUNNING).exclude(worker__in=alive)
    return sum(take_back(state) for state in orphans)
