"""The Victory Dance: that it played, once a job, and with which fields. Its words are built from them."""

from django.db import models

from plusone.core import clock
from plusone.outcomes.models.cases import Outcome


class Dance(models.Model):
    """One dance. `withdrawn_at` takes it from every screen; it is never played again for the same job."""

    outcome = models.OneToOneField(Outcome, models.PROTECT, related_name="dance")
    at = models.DateTimeField(default=clock.now, db_index=True)
    withdrawn_at = models.DateTimeField(null=True)
