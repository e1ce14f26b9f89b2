"""Taking jobs, and telling what became of them. Each change of a job's state is in this file.

A claim begins with a plain read, so that a worker with nothing to do takes no lock. Whoever took a job may tell its
outcome only while nobody took it after them: that is the fence.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult, get_date_max

from plusone.core import clock
from plusone.core.jobs.tasks import retry_of
from plusone.core.models import JobState

READY, RUNNING, FAILED, SUCCESSFUL = "READY", "RUNNING", "FAILED", "SUCCESSFUL"
MOST_CRASHES = 10  # a job whose worker died this often while it ran probably kills it
log = logging.getLogger("plusone.jobs")


@dataclass(frozen=True)
class Claimed:
    """A job in somebody's hands. `claim` is the fence."""

    id: UUID
    path: str
    arguments: dict[str, Any]
    claim: int
    attempt: int

    def run(self) -> None:
        """Call the function; raises what it raises, also where the function does not exist any more."""
        import_string(self.path).call(*self.arguments["args"], **self.arguments["kwargs"])


def claim(worker: UUID, most: int) -> list[Claimed]:
    """Take up to `most` jobs that are due, the most urgent first; an empty list costs one read."""
    now = clock.now()
    due = DBTaskResult.objects.filter(Q(run_after__lte=now) | Q(run_after=get_date_max()), status=READY)
    seen = list(due.values_list("pk", flat=True)[:most])
    if not seen:
        return []
    with transaction.atomic():
        rows = list(DBTaskResult.objects.select_for_update(skip_locked=True).filter(pk__in=seen, status=READY))
        return [_take(row, worker, now) for row in rows]


def _take(row: DBTaskResult, worker: UUID, now: datetime) -> Claimed:
    DBTaskResult.objects.filter(pk=row.pk).update(status=RUNNING, started_at=now, worker_ids=[str(worker)])
    state, _made = JobState.objects.get_or_create(job_id=row.pk)
    state.worker, state.claims, state.attempts = worker, state.claims + 1, state.attempts + 1
    state.save(update_fields=["worker", "claims", "attempts"])
    return Claimed(row.pk, row.task_path, row.args_kwargs, state.claims, state.attempts)


def succeeded(job: Claimed) -> bool:
    """The job is done. False, and nothing is written, where somebody else took it meanwhile."""
    return _tell(job, status=SUCCESSFUL, finished_at=clock.now(), exception_class_path="", traceback="")


def failed(job: Claimed, problem: BaseException) -> bool:
    """The job raised: try again later, or, after the last attempt, lay it among the dead. False as in `succeeded`."""
    retry = retry_of(job.path)
    told: dict[str, Any] = {
        "exception_class_path": f"{type(problem).__module__}.{type(problem).__qualname__}",
        "traceback": "".join(format_exception(problem)),
    }
    log.warning("%s failed at attempt %s of %s: %s", job.path, job.attempt, retry.max_attempts, problem)
    if job.attempt < retry.max_attempts:
        again = clock.now() + timedelta(seconds=retry.backoff**job.attempt)
        return _tell(job, status=READY, run_after=again, **told)
    return _tell(job, dead=True, status=FAILED, finished_at=clock.now(), **told)


def _tell(job: Claimed, *, dead: bool = False, **fields: Any) -> bool:
    with transaction.atomic():
        held = JobState.objects.select_for_update().filter(pk=job.id, claims=job.claim, job__status=RUNNING).first()
        if held is None:
            log.warning("%s was taken by another worker; this outcome is not stored.", job.path)
            return False
        JobState.objects.filter(pk=job.id).update(worker=None, dead_at=clock.now() if dead else None)
        DBTaskResult.objects.filter(pk=job.id).update(**fields)
        return True


def take_back(state: JobState) -> bool:
    """The worker of this job died: let another do it. A crash is no attempt, yet ten of them are the end."""
    with transaction.atomic():
        held = (
            JobState.objects.select_for_update().filter(pk=state.pk, claims=state.claims, job__status=RUNNING).first()
        )
        if held is None:
            return False
        dead = held.crashes + 1 >= MOST_CRASHES
        # The claim grows here too: the worker may only have been asleep, and must not finish what was taken from it.
        JobState.objects.filter(pk=state.pk).update(
            worker=None,
            claims=held.claims + 1,
            attempts=held.attempts - 1,
            crashes=held.crashes + 1,
            dead_at=clock.now() if dead else None,
        )
        if dead:
            DBTaskResult.objects.filter(pk=state.pk).update(
                status=FAILED,
                finished_at=clock.now(),
                exception_class_path="WorkerDied",
                traceback=f"The worker died {MOST_CRASHES} times while it did this job.",
            )
        else:
            DBTaskResult.objects.filter(pk=state.pk).update(status=READY)
        return True
