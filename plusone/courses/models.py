"""Courses as their authors make them: a draft that is brought as files, and versions that never change."""

from typing import Self

from django.db import models
from django.db.models.functions import Lower

from plusone.core import clock, immutable
from plusone.core.text import gettext_lazy as _
from plusone.people.models import Person
from plusone.purpose.models import Audience
from plusone.skills.models import Occupation, Skill


class Standing(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    ON_HOLD = "on_hold", _("on hold")
    RETIRED = "retired", _("retired")


class Level(models.TextChoices):
    BEGINNER = "beginner", _("Beginner")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


class FirstApplication(models.TextChoices):
    """How soon the course helps to a first application, at three hours a week."""

    FOUR_WEEKS = "within-4-weeks", _("Within 4 weeks")
    THREE_MONTHS = "within-3-months", _("Within 3 months")
    YEAR = "within-a-year", _("Within a year")
    LATER = "later", _("Later, or I cannot say")


class CourseQuerySet(models.QuerySet["Course"]):
    def readable(self) -> Self:
        """Published or on hold: anybody may read it."""
        return self.filter(standing__in=[Standing.PUBLISHED, Standing.ON_HOLD])

    def written_by(self, person: Person) -> Self:
        return self.filter(authors=person)


class Course(models.Model):
    """A course under one slug, whatever its version. `standing` repeats the newest StandingChange for quick lists."""

    slug = models.SlugField(max_length=80, unique=True)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.DRAFT)
    current = models.ForeignKey("CourseVersion", models.PROTECT, null=True, related_name="+")
    authors: "models.ManyToManyField[Person, Authorship]" = models.ManyToManyField(Person, through="Authorship")
    created_at = models.DateTimeField(default=clock.now)

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("slug"), name="courses_slug_once")]


class Authorship(models.Model):
    """Who may change a course."""

    course = models.ForeignKey(Course, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="authorships")
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="courses_author_once")]


class StandingChange(models.Model):
    """Published, put on hold or retired: by whom, when and why (a sentence about the course, shown to readers)."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="standing_changes")
    standing = models.CharField(max_length=10, choices=Standing.choices)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    reason = models.TextField(blank=True)
    rather = models.ForeignKey(Course, models.SET_NULL, null=True, related_name="+")


class Draft(models.Model):
    """What an author brought last and has not published yet: the files as they came, and what was found in them.

    `checksum` is that of all files; the same folder brought twice changes nothing. `report` is what
    `courses.reading.Report.as_json()` gives. `answers` are those of the publishing form, kept until they are sent.
    """

    course = models.OneToOneField(Course, models.CASCADE, related_name="draft")
    brought_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    brought_at = models.DateTimeField(default=clock.now)
    checksum = models.CharField(max_length=64)
    report = models.JSONField()
    answers = models.JSONField(default=dict)


class DraftFile(models.Model):
    """One file of a draft; its bytes lie in storage under their checksum."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    path = models.CharField(max_length=300)
    stored = models.CharField(max_length=120)
    checksum = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["draft", "path"], name="courses_draft_path_once")]


class Chapter(models.Model):
    """A chapter's identity, on which progress hangs: it outlives versions, order and language."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="chapters")
    key = models.SlugField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="courses_chapter_once")]


@immutable.declare
class CourseVersion(models.Model):
    """A course as it was published. Never edited: a correction is the next version.

    `titles`, `summaries`, `descriptions` (HTML, sanitised) and `abilities` map a language to text. `quotes` names
    the versions of the school's words that its pages quote. `manifest` lists the source files with checksums.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=10)
    titles = models.JSONField()
    summaries = models.JSONField()
    descriptions = models.JSONField()
    abilities = models.JSONField()
    level = models.CharField(max_length=12, choices=Level.choices)
    licence = models.CharField(max_length=40)
    credits = models.JSONField(default=list)
    pass_mark = models.PositiveSmallIntegerField(default=70)
    minutes = models.PositiveIntegerField()
    occupation = models.ForeignKey(Occupation, models.PROTECT, null=True, related_name="+")
    skills: "models.ManyToManyField[Skill, ServedSkill]" = models.ManyToManyField(Skill, through="ServedSkill")
    first_application = models.CharField(max_length=16, choices=FirstApplication.choices)
    audience = models.CharField(max_length=16, choices=Audience.choices)
    quotes = models.JSONField(default=dict)
    manifest = models.JSONField()
    checksum = models.CharField(max_length=64)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="courses_version_once")]

    def title(self, language: str) -> str:
        return str(self.titles.get(language) or self.titles[self.language])

    def summary(self, language: str) -> str:
        return str(self.summaries.get(language) or self.summaries.get(self.language, ""))

    @property
    def languages(self) -> list[str]:
        return list(self.titles)


class ServedSkill(models.Model):
    """A skill that a version teaches; written with the version."""

    version = models.ForeignKey(CourseVersion, models.PROTECT)
    skill = models.ForeignKey(Skill, models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "skill"], name="courses_served_once")]


@immutable.declare
class ChapterVersion(models.Model):
    """A chapter of a version in one language: its source and its HTML, made once, at publishing.

    `quiz` is what `courses.quizzes.Quiz.as_json()` gives, or null; it holds the right answers and never goes to a
    page as it is.
    """

    version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="chapters")
    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="versions")
    position = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10)
    part = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField()
    source = models.TextField()
    html = models.TextField()
    quiz = models.JSONField(null=True)
    checksum = models.CharField(max_length=64)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "chapter", "language"], name="courses_chapter_version_once")
        ]


class VersionFile(models.Model):
    """A picture or other file that a published version shows, under the path that its chapters use."""

    version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="files")
    path = models.CharField(max_length=300)
    stored = models.CharField(max_length=120)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "path"], name="courses_version_path_once")]
