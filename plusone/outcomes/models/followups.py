"""Follow-ups: do they still work? Who is not reached is a result, and stays in the denominator."""

from django.db import models

from plusone.core import clock
from plusone.core.text import gettext_lazy as _
from plusone.outcomes.models.cases import Outcome
from plusone.people.models import Person


class FollowUp(models.Model):
    """One question at one distance (days after the verified start): asked up to three times.

    `answer` is empty until it is answered or given up. Somebody who never said yes to being asked is `not_asked`,
    which counts as unknown like `unreachable`.
    """

    class Answer(models.TextChoices):
        SAME = "same", _("still in this job")
        OTHER = "other", _("in another job")
        SEEKING = "seeking", _("looking for work")
        NOT_SEEKING = "not_seeking", _("not working and not looking")
        STUDY = "study", _("in further study")
        UNREACHABLE = "unreachable", _("could not be reached")
        NOT_ASKED = "not_asked", _("not asked, without consent")

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="follow_ups")
    days = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    digest = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    asked_by_phone = models.BooleanField(default=False)
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outcome", "days"], name="outcomes_follow_up_once")]
        indexes = [models.Index(fields=["answer", "due_on"], name="outcomes_follow_up_due")]
