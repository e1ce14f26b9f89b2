"""What learners do with courses: follow, read, answer, complete."""

from django.db import models

from plusone.core import clock
from plusone.courses.models import Chapter, ChapterVersion, Course, CourseVersion
from plusone.people.models import Person


class Following(models.Model):
    """Somebody follows a course. To stop keeps everything that was done; to follow again goes on from there."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="followings")
    course = models.ForeignKey(Course, models.PROTECT, related_name="followings")
    since = models.DateTimeField(default=clock.now)
    stopped_at = models.DateTimeField(null=True)
    place = models.ForeignKey(Chapter, models.PROTECT, null=True, related_name="+")
    place_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "course"], name="learning_following_once")]


class Reading(models.Model):
    """Somebody marked a chapter as read, in any language and version."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="readings")
    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "chapter"], name="learning_reading_once")]


class Attempt(models.Model):
    """Answers to a quiz as they were sent and marked, pinned to the version that asked.

    `token` comes with the form: sent twice, it is one attempt. `marks` is a list in the order of the questions, of
    `{"right": bool, "feedback": [str, …]}`. `score` is right answers, `most` the number of questions. No action
    changes an attempt; erasing the person empties `answers`, which may hold words of theirs.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="attempts")
    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="+")
    asked = models.ForeignKey(ChapterVersion, models.PROTECT, related_name="+")
    token = models.CharField(max_length=64)
    answers = models.JSONField()
    marks = models.JSONField()
    score = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "token"], name="learning_attempt_once")]
        indexes = [models.Index(fields=["person", "chapter"], name="learning_attempt_chapter")]


class Pass(models.Model):
    """A quiz passed once stays passed."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="passes")
    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="+")
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "chapter"], name="learning_pass_once")]


class Completion(models.Model):
    """Every quiz of the version that was current on that day is passed. Stored once; the certificate reads it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="completions")
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "course"], name="learning_completion_once")]


class StoredPage(models.Model):
    """A chapter's page as every visitor sees it, ready and compressed (gzip). Only `learning.stored_pages` reads it.

    `place` names the address, the interface's language and the frame in which it was made; `language` is that of the
    chapter, and `fallback` says that readers of other languages get this one. `standing` and `change` are those of
    the course when it was made: where they differ from today's, the row is not served.
    """

    place = models.CharField(max_length=300)
    language = models.CharField(max_length=10)
    fallback = models.BooleanField()
    chapter_version = models.ForeignKey(ChapterVersion, models.CASCADE, related_name="+")
    standing = models.CharField(max_length=10)
    change = models.BigIntegerField(default=0)
    etag = models.CharField(max_length=40)
    body = models.BinaryField()
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "language"], name="learning_stored_page_once")]
