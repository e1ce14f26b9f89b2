"""Numbers of this room."""

from datetime import date
from typing import Any

from plusone.core.facts import Reading, fact
from plusone.courses.models import Course, CourseVersion, Standing, StandingChange


def _standing_on(day: date) -> list[str]:
    """The standing of each course at the end of `day`, drafts left out."""
    newest: dict[int, str] = {}
    for course, standing in (
        StandingChange.objects.filter(at__date__lte=day).order_by("pk").values_list("course_id", "standing")
    ):
        newest[course] = standing
    return list(newest.values())


@fact("courses.published", "Courses that anybody may begin.", unit="courses")
def published(day: date, **_narrow: Any) -> Reading:
    standing = _standing_on(day)
    return Reading(standing.count(Standing.PUBLISHED), len(standing))


@fact("courses.on_hold", "Courses that can be read, but not begun.", unit="courses")
def on_hold(day: date, **_narrow: Any) -> Reading:
    standing = _standing_on(day)
    return Reading(standing.count(Standing.ON_HOLD), len(standing))


@fact("courses.versions", "Versions of courses published so far.", unit="versions")
def versions(day: date, **_narrow: Any) -> Reading:
    return Reading(CourseVersion.objects.filter(published_at__date__lte=day).count(), Course.objects.count())
