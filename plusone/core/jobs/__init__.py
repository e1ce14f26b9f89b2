"""Jobs: work that is enqueued inside a transaction and done by a worker, on django-tasks' own tables.

`@task(max_attempts=5, backoff=2)` makes a function a job; `NAME.enqueue(…)` orders it; `@timetable.daily(at="02:00")`
above it orders it by the clock. A job is idempotent and reads the state when it runs.
"""

from plusone.core.jobs import cleaning, timetable
from plusone.core.jobs.dead import Dead, NotDead, dead, run_again
from plusone.core.jobs.inline import run_waiting
from plusone.core.jobs.tasks import task

__all__ = ["Dead", "NotDead", "cleaning", "dead", "run_again", "run_waiting", "task", "timetable"]
