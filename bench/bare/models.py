from django.db import models


class Page(models.Model):
    """One row with a page in it, as long as the page that it is compared with."""

    html = models.TextField()

    class Meta:
        app_label = "bare"
