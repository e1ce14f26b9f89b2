"""Public rates come from a release that is frozen on the 1st of each month, and from nothing else."""

from django.db import models

from plusone.core import clock, immutable


@immutable.declare
class Release(models.Model):
    """What the public reads until the next 1st: figures as of the 1st of `month`, 00:00 UTC, rounded and suppressed.

    That `month` is a 1st is kept by the one action that makes releases: asked of SQLite, it would need a function that
    only Django brings, and an operator's own `sqlite3` could no longer check the file. `rules` names the version of
    the thresholds. `figures` is what `outcomes.releases.figures` gave.
    """

    month = models.DateField(unique=True)
    rules = models.PositiveIntegerField()
    figures = models.JSONField()
    frozen_at = models.DateTimeField(default=clock.now)
