"""The live file is healed by the clock."""

from plusone.core.jobs import task, timetable
from plusone.outcomes import live


@timetable.every(minutes=1)
@task(max_attempts=2)
def heal_live_file() -> None:
    """Write what every open page asks for, in case a process died between a commit and the file."""
    live.rewrite()
