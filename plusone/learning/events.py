"""What happens while somebody learns."""

from plusone.core import events

FOLLOWED = events.declare("learning.followed", "Somebody follows a course, for the first time or again.")
STOPPED = events.declare("learning.stopped", "Somebody stopped to follow a course; what they did is kept.")
CHAPTER_READ = events.declare("learning.chapter_read", "Somebody marked a chapter as read.")
QUIZ_ATTEMPTED = events.declare("learning.quiz_attempted", "Somebody sent answers to a quiz, and they were marked.")
QUIZ_PASSED = events.declare("learning.quiz_passed", "Somebody passed the quiz of a chapter for the first time.")
COURSE_COMPLETED = events.declare(
    "learning.course_completed", "Somebody passed every quiz of a course as it stood on that day."
)
