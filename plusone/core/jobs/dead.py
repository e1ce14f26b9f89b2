"""Dead letters: jobs that failed for good. The operator sees them, and runs them again once the cause is mended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from plusone.core import clock, events
from plusone.core.errors import Refused
from plusone.core.jobs.claim import FAILED, READY
from plusone.core.models import JobState
from plusone.core.text import gettext_lazy as _

RUN_AGAIN = events.declare("core.job_run_again", "The operator ran a job again that had failed for good.")


class NotDead(Refused):
    """The job is not among the dead: done meanwhile, run again by another, or never there."""

    sentence = _("This job is not waiting for you any more.")


@dataclass(frozen=True)
class Dead:
    """A dead job as the operator reads it. `problem` is the last line of what went wrong, `details` all of it."""

    id: UUID
    name: str
    arguments: dict[str, Any]
    died_at: datetime | None
    attempts: int
    problem: str
    details: str


def dead(most: int = 100) -> list[Dead]:
    """Dead jobs, the newest first."""
    rows = JobState.objects.filter(job__status=FAILED).exclude(dead_at=None).select_related("job")
    return [_read(state) for state in rows.order_by("-dead_at", "pk")[:most]]


def _read(state: JobState) -> Dead:
    job = state.job
    lines = job.traceback.strip().splitlines() or [job.exception_class_path]
    return Dead(
        id=job.pk,
        name=job.task_path,
        arguments=job.args_kwargs,
        died_at=state.dead_at,
        attempts=state.attempts,
        problem=lines[-1],
        details=job.traceback,
    )


def run_again(id: UUID, actor: Any) -> None:
    """Give a dead job all its attempts again, from now. Refuses one that is not dead."""
    with transaction.atomic():
        state = JobState.objects.select_for_update().filter(pk=id, job__status=FAILED).exclude(dead_at=None).first()
        if state is None:
            raise NotDead
        JobState.objects.filter(pk=state.pk).update(attempts=0, crashes=0, dead_at=None, worker=None)
        DBTaskResult.objects.filter(pk=state.pk).update(status=READY, run_after=clock.now(), finished_at=None)
        events.record(RUN_AGAIN, actor=actor, subject=state, job=state.job.task_path)
