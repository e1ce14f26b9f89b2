"""Jobs: work that is enqueued inside a transaction and done by a worker, on django-tasks' own tables.

`@task(max_attempts=5, backoff=2)` makes a function a job; `NAME.enqueue(…)` orders it. `timetable.daily` and
`timetable.hourly` order it by the clock. A job is idempotent and reads the state when it runs.
"""

from plusone.core.jobs.tasks import task

__all__ = ["task"]
