"""Deleting sealed files: ordered inside the transaction that decides it, done by a worker."""

from django.core.files.storage import default_storage

from plusone.core.jobs import task
from plusone.outcomes.models import Evidence


@task(max_attempts=8, backoff=3)
def drop_sealed(name: str) -> None:
    """Delete a sealed file, unless a proof that still stands names it."""
    if not Evidence.objects.filter(sealed=name, deleted_at=None).exists():
        default_storage.delete(name)
