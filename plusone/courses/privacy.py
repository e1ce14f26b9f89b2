"""What this room knows of a person: what they wrote, and what they decided about courses.

A published version keeps the names that its licence asks to be kept (`credits`), as the author wrote them into the
file; they are part of the work. Everything else holds only the person's number.
"""

from typing import Any

from plusone.core import privacy
from plusone.courses.models import Authorship, Course, Draft, Standing
from plusone.people.models import Person


def export(person: Person) -> dict[str, Any]:
    authorships = Authorship.objects.filter(person=person).select_related("course").order_by("since")
    drafts = Draft.objects.filter(brought_by=person).select_related("course").order_by("brought_at")
    return {
        "author of": [{"course": one.course.slug, "since": one.since.isoformat()} for one in authorships],
        "drafts brought": [{"course": one.course.slug, "on": one.brought_at.isoformat()} for one in drafts],
    }


def erase(person: Person) -> None:
    """Forget the authorships, and the drafts that nobody else can see; what was published stays."""
    alone = Course.objects.filter(authors=person, standing=Standing.DRAFT, current=None).exclude(
        pk__in=Authorship.objects.exclude(person=person).values("course")
    )
    alone.delete()
    Authorship.objects.filter(person=person).delete()
    Draft.objects.filter(brought_by=person).update(brought_by=None)


privacy.room(
    "courses",
    covers=["courses.Authorship", "courses.Draft", "courses.CourseVersion", "courses.StandingChange"],
    export=export,
    erase=erase,
)
