"""The worker: one process that looks for jobs and does them in a few threads.

The main thread claims, looks at the timetable and reaps; another one renews the lease, so that a long job does not
look like a death; the others do the jobs. Asked to stop, it takes no more, waits for what runs, and gives back the
rest.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime
from threading import Event, Thread
from uuid import uuid4

from django.db import Error, close_old_connections, connections

from plusone.core.jobs import leases, timetable
from plusone.core.jobs.claim import Claimed, claim, failed, succeeded

log = logging.getLogger("plusone.jobs")


class Worker:
    """`lease`, `pause` and `patience` are seconds: how long it may be silent, sleeps when nothing is due, and waits
    for its jobs when it is asked to stop."""

    def __init__(
        self,
        *,
        threads: int = 4,
        lease: float = leases.LEASE,
        pause: float = 0.5,
        patience: float = 25,
        with_timetable: bool = True,
    ) -> None:
        self.id = uuid4()
        self.threads, self.lease, self.pause, self.patience = threads, lease, pause, patience
        self.with_timetable = with_timetable
        self.stopping = Event()
        self._known: set[tuple[str, datetime]] = set()
        self._next_reaping = 0.0

    def stop(self) -> None:
        """Take no more jobs, and end when those that run are done. May be called by a signal."""
        self.stopping.set()

    def run(self) -> bool:
        """Work until `stop`. A database that is away or locked is waited for.

        False where a job did not end within `patience`: it was given back, and its thread still runs.
        """
        self._patiently(lambda: leases.renew(self.id, self.lease))
        heart = Thread(target=self._beat, name="heartbeat", daemon=True)
        heart.start()
        running: set[Future[None]] = set()
        pool = ThreadPoolExecutor(self.threads, thread_name_prefix="job")
        while not self.stopping.is_set():
            running = {one for one in running if not one.done()}
            try:
                self._look_around()
                jobs = claim(self.id, self.threads - len(running)) if len(running) < self.threads else []
            except Error as problem:
                log.warning("The database did not answer: %s", problem)
                connections.close_all()
                self.stopping.wait(1)
                continue
            running |= {pool.submit(self._do, job) for job in jobs}
            if not jobs:
                self._rest(running)
        unfinished = wait(running, timeout=self.patience).not_done
        pool.shutdown(wait=not unfinished, cancel_futures=True)
        heart.join()
        leases.give_up(self.id)
        connections.close_all()
        return not unfinished

    def _rest(self, running: "set[Future[None]]") -> None:
        if running:
            wait(running, timeout=min(self.pause, 0.05), return_when="FIRST_COMPLETED")
        else:
            self.stopping.wait(self.pause)
        close_old_connections()

    def _look_around(self) -> None:
        if self.with_timetable:
            timetable.order_what_is_due(self._known)
        if time.monotonic() >= self._next_reaping:
            leases.reap()
            self._next_reaping = time.monotonic() + self.lease / 3

    def _beat(self) -> None:
        while not self.stopping.wait(self.lease / 3):
            try:
                leases.renew(self.id, self.lease)
            except Error as problem:
                log.warning("The lease could not be renewed: %s", problem)
                connections.close_all()
        connections.close_all()

    def _do(self, job: Claimed) -> None:
        close_old_connections()
        try:
            job.run()
        except (Exception, SystemExit) as problem:  # noqa: BLE001 - a job may raise anything; it is stored with its trace
            trouble = problem
            self._patiently(lambda: failed(job, trouble))
        else:
            self._patiently(lambda: succeeded(job))
        finally:
            close_old_connections()

    def _patiently(self, write: Callable[[], object]) -> None:
        """Write when the database answers again; it is our job until then, and nobody else's."""
        while True:
            try:
                write()
                return
            except Error as problem:
                log.warning("The database did not answer: %s", problem)
                connections.close_all()
                if self.stopping.wait(1):
                    return
