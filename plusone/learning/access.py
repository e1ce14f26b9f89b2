"""Who may work in a course: whoever follows it, until it is retired."""

from plusone.courses.models import Chapter, Standing
from plusone.learning.errors import NotFollowed, Retired
from plusone.learning.models import Following
from plusone.people.models import Person


def lock_following(person: Person, chapter: Chapter) -> Following:
    """The person's following of the chapter's course, locked, so that their own doings in it come one by one.

    Refuses who does not follow, and a retired course. On hold is no obstacle: who began may finish.
    """
    following = (
        Following.objects.select_for_update(of=("self",))
        .filter(person=person, course=chapter.course_id, stopped_at=None)
        .select_related("course")
        .first()
    )
    if following is None:
        raise NotFollowed
    if following.course.standing == Standing.RETIRED:
        raise Retired
    return following
