"""Work that is ordered by actions or by the clock. Each reads the state when it runs."""

from django.core.files.storage import default_storage

from plusone.core.jobs import task
from plusone.outcomes import jobs_count  # noqa: F401 - the count's own timetable is read with the room's jobs
from plusone.outcomes.models import Evidence


@task(max_attempts=8, backoff=3)
def drop_sealed(evidence_id: int) -> None:
    """Delete the file of a proof that was marked as deleted; its row keeps digest and checker."""
    one = Evidence.objects.filter(pk=evidence_id).exclude(deleted_at=None).first()
    if one is not None and one.sealed:
        default_storage.delete(one.sealed)
