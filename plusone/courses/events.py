"""What happens to courses."""

from plusone.core import events

BROUGHT = events.declare("courses.brought", "Somebody brought files; they are a draft now.")
PUBLISHED = events.declare("courses.published", "A version of a course was published; it never changes.")
STANDING_CHANGED = events.declare("courses.standing_changed", "A course was put on hold, resumed or retired.")
AUTHOR_ADDED = events.declare("courses.author_added", "Somebody became an author of a course.")
