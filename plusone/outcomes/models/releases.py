"""Public rates come from a release that is frozen on the 1st of each month, and from nothing else."""

from django.db import models

from plusone.core import clock, immutable


@immutable.declare
class Release(models.Model):
    """What the public reads until the next 1st: figures as of the 1st of `month`, 00:00 UTC, rounded and suppressed.

    `rules` names the version of the thresholds. `figures` is what `outcomes.releases.figures` gave.
    """

    month = models.DateField(unique=True)
    rules = models.PositiveIntegerField()
    figures = models.JSONField()
    frozen_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(month__day=1), name="outcomes_release_first_of_month")]
