"""To mark a chapter as read."""

from django.db import transaction

from plusone.core import clock, events
from plusone.courses.models import Chapter
from plusone.learning import access
from plusone.learning.events import CHAPTER_READ
from plusone.learning.models import Reading
from plusone.people.models import Person


@transaction.atomic
def mark_chapter_read(*, actor: Person, chapter: Chapter) -> Reading:
    """Mark it, and move the person's place in the course there. Twice is once.

    Refuses somebody who does not follow the course, and a retired course.
    """
    following = access.lock_following(actor, chapter)
    now = clock.now()
    reading, new = Reading.objects.get_or_create(person=actor, chapter=chapter, defaults={"at": now})
    following.place, following.place_at = chapter, now
    following.save(update_fields=["place", "place_at"])
    if new:
        events.record(CHAPTER_READ, actor=actor, subject=chapter)
    return reading
