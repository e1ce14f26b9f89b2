"""The school's rules of counting: thresholds with a version, which each stored figure names."""

from django.db import models

from plusone.core import clock, immutable
from plusone.people.models import Person


@immutable.declare
class RuleSet(models.Model):
    """One version of the thresholds; see `outcomes.rules.DEFAULTS` for what each of them means."""

    version = models.PositiveIntegerField(unique=True)
    thresholds = models.JSONField()
    in_force_from = models.DateField()
    stated_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField(default=clock.now)
