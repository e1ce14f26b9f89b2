"""Tables without a domain word: the school, the event log, limits, letters, and the state of jobs."""

from django.db import models

from plusone.core import immutable
from plusone.core.text import gettext_lazy as _


class Site(models.Model):
    """The one row that describes the school. Empty texts mean the shipped default."""

    name = models.CharField(max_length=100, default="Plusone")
    address = models.URLField(default="http://localhost:8000")
    language = models.CharField(max_length=10, default="en")
    minimum_age = models.PositiveSmallIntegerField(default=16)
    contact = models.EmailField(blank=True)
    privacy_notice = models.TextField(blank=True)
    imprint = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="core_site_only_one")]


@immutable.declare
class Event(models.Model):
    """One thing that happened. Plain numbers name people, so that no name is ever stored here."""

    name = models.CharField(max_length=80, db_index=True)
    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="core_event_subject")]


class Limit(models.Model):
    """How many tries a key had in a window; written by one statement in `core.limits`."""

    key = models.CharField(max_length=200)
    window_start = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window_start"], name="core_limit_once")]


class Letter(models.Model):
    """A mail, from the moment it is due. `key` makes sending it twice impossible."""

    key = models.CharField(max_length=200, unique=True)
    person_id = models.BigIntegerField(null=True, db_index=True)
    to = models.EmailField()
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    attachments = models.JSONField(default=list)
    queued_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True, db_index=True)
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-queued_at", "-pk"]

    @property
    def state(self) -> str:
        if self.failed_at:
            return str(_("failed"))
        return str(_("sent")) if self.sent_at else str(_("waiting"))


class JobState(models.Model):
    """What django-tasks' own row does not tell of a job: who has it, how often it was tried, and that it is dead.

    `claims` only ever grows: whoever finishes a job must still hold the newest claim.
    """

    job = models.OneToOneField(
        "django_tasks_database.DBTaskResult", models.CASCADE, related_name="state", primary_key=True
    )
    worker = models.UUIDField(null=True)
    claims = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    crashes = models.PositiveIntegerField(default=0)
    dead_at = models.DateTimeField(null=True, db_index=True)


class JobWorker(models.Model):
    """A worker that says every few seconds that it lives. Its jobs are taken from it when `lease_until` has passed."""

    id = models.UUIDField(primary_key=True)
    started_at = models.DateTimeField()
    lease_until = models.DateTimeField(db_index=True)


class JobSlot(models.Model):
    """One moment of the timetable, ordered once, however many workers look at the clock."""

    entry = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "at"], name="core_job_slot_once")]
