"""Why the school exists, as versioned text: mission, vision and goals. All of it is the school's data."""

from datetime import date
from typing import Self

from django.db import models

from plusone.core import clock, immutable
from plusone.core.text import gettext_lazy as _
from plusone.people.models import Person


class Kind(models.TextChoices):
    MISSION = "mission", _("mission")
    VISION = "vision", _("vision")


class Audience(models.TextChoices):
    """For whom a course is. The vision may refuse some of them."""

    SEEKING = "adults-seeking", _("Adults who look for a job, or for another one")
    IN_WORK = "adults-in-work", _("Adults in work who want to stay employable")
    PUPILS = "pupils", _("Pupils at school")


class PurposeQuerySet(models.QuerySet["Purpose"]):
    def in_force(self, kind: str, day: date | None = None) -> "Purpose | None":
        """The version whose time has come: the newest that is in force on `day` (today unless told)."""
        found = self.filter(kind=kind, in_force_from__lte=day or clock.today())
        return found.order_by("-in_force_from", "-version").first()


@immutable.declare
class Purpose(models.Model):
    """One version of the mission or of the vision.

    `texts` maps a language to the words. `scope` of a vision says what is out of scope, as a list of
    `{"rule": "refuse_audience", "audience": "pupils", "phrase": {"en": "find jobs"}}` and
    `{"rule": "require_occupation_or_skill", "phrase": {"en": "find jobs"}}`; each phrase is part of the words.
    """

    kind = models.CharField(max_length=10, choices=Kind.choices)
    version = models.PositiveIntegerField()
    texts = models.JSONField()
    scope = models.JSONField(default=list)
    in_force_from = models.DateField()
    stated_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField(default=clock.now)

    objects = PurposeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="purpose_version_once")]


class GoalQuerySet(models.QuerySet["Goal"]):
    def on(self, day: date) -> "Goal | None":
        """The goal in force on a day; goals never overlap."""
        return self.filter(starts_on__lte=day, due_on__gte=day).first()

    def begun(self, day: date) -> Self:
        return self.filter(starts_on__lte=day)


@immutable.declare
class Goal(models.Model):
    """So many people helped to a job between two days (both included), proven at least at `evidence_level`."""

    number = models.PositiveIntegerField(unique=True)
    target = models.PositiveIntegerField()
    starts_on = models.DateField()
    due_on = models.DateField()
    evidence_level = models.CharField(max_length=2, default="E2")
    stated_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField(default=clock.now)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(condition=models.Q(due_on__gte=models.F("starts_on")), name="purpose_goal_days"),
            models.CheckConstraint(condition=models.Q(target__gt=0), name="purpose_goal_target"),
        ]


@immutable.declare
class GoalWording(models.Model):
    """The words of a goal, by language; the newest version is shown, target and dates never change."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="wordings")
    version = models.PositiveIntegerField()
    texts = models.JSONField()
    stated_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "version"], name="purpose_wording_once")]
