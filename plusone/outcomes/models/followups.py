"""Follow-ups: do they still work? Who is not reached is a result, and stays in the denominator."""

from django.db import models

from plusone.core import clock, immutable
from plusone.core.text import gettext_lazy as _
from plusone.outcomes.models.cases import Outcome
from plusone.people.models import Person


class VerifiedStart(models.Model):
    """A job is proven and its start confirmed, since `since` and until `until` (null: still).

    A withdrawal, a reversal or a changed fact ends the row; verified again, the job gets another. So the number of
    verified starts can be read as of any past moment. Names nobody; stays after erasure.
    """

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="verified_starts")
    started_on = models.DateField()
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outcome"], condition=models.Q(until=None), name="outcomes_verified_start_once"
            )
        ]
        indexes = [models.Index(fields=["started_on"], name="outcomes_verified_start_day")]


class Answer(models.TextChoices):
    """What was answered, or why nothing was. Only the first five are an answer; the others are *unknown*."""

    SAME = "same", _("still in this job")
    OTHER = "other", _("in another job")
    SEEKING = "seeking", _("looking for work")
    NOT_SEEKING = "not_seeking", _("not working and not looking")
    STUDY = "study", _("in further study")
    UNREACHABLE = "unreachable", _("could not be reached")
    NOT_ASKED = "not_asked", _("not asked, without consent")
    TOO_LATE = "too_late", _("known too late to ask")
    CONTRADICTED = "contradicted", _("said otherwise later")


IN_WORK = frozenset({Answer.SAME, Answer.OTHER})
NOT_IN_WORK = frozenset({Answer.SEEKING, Answer.NOT_SEEKING, Answer.STUDY})
KNOWN = IN_WORK | NOT_IN_WORK


class FollowUp(models.Model):
    """One question at one distance (days after the verified start): asked up to three times.

    `next_on` is the day of the next try, or null where nothing is to be done any more. `answer` is the newest of its
    `answers`, and empty while nothing was said or given up. `digest` of the link's secret is empty until the first
    try and after erasure.
    """

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="follow_ups")
    days = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    next_on = models.DateField(null=True, db_index=True)
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outcome", "days"], name="outcomes_follow_up_once")]

    @property
    def known(self) -> bool:
        return self.answer in KNOWN


@immutable.declare
class FollowUpAnswer(models.Model):
    """One thing that was answered or found out, never edited: a later row takes its place.

    `noted_by` is the registrar who heard it by telephone; null where it came by the mailed page or from the program.
    """

    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=12, choices=Answer.choices)
    at = models.DateTimeField(default=clock.now)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["follow_up", "-at"], name="outcomes_follow_up_answer")]
