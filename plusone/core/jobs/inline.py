"""Doing what is due here and now, without a worker: for the demo's loader, for tests, and for small commands."""

import contextlib
from uuid import uuid4

from django.db import connection, transaction

from plusone.core.jobs import leases, timetable
from plusone.core.jobs.claim import Claimed, claim, failed, succeeded

AN_HOUR = 3600.0


def run_waiting(*, with_timetable: bool = False, strict: bool = True, most: int = 10_000) -> int:
    """Do every job that is due at `clock.now()`, those that they order too; the number of jobs done.

    `with_timetable` looks at the timetable first. `strict` raises what a job raises, after it was stored that it
    failed; else the job waits for its next attempt as it would in a worker.
    """
    if with_timetable:
        timetable.order_what_is_due()
    worker, done = uuid4(), 0
    jobs = claim(worker, 1)
    if not jobs:
        return 0
    leases.renew(worker, AN_HOUR)
    try:
        while jobs and done < most:
            _do(jobs[0], strict)
            done += 1
            jobs = claim(worker, 1)
    finally:
        leases.give_up(worker)
    return done


def _do(job: Claimed, strict: bool) -> None:
    # Inside somebody's transaction a job that fails must not spoil it: a savepoint is rolled back instead.
    around = transaction.atomic() if connection.in_atomic_block else contextlib.nullcontext()
    try:
        with around:
            job.run()
    except Exception as problem:
        failed(job, problem)
        if strict:
            raise
    else:
        succeeded(job)
