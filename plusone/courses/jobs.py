"""Nightly: files that no draft and no version names any more are removed from storage."""

from django.core.files.storage import default_storage
from django.db import transaction

from plusone.core import files
from plusone.core.jobs import task, timetable
from plusone.courses.models import Course, DraftFile, VersionFile


@timetable.daily(at="03:40")
@task()
def tidy_files() -> None:
    """Course by course, under the same lock as bringing, so that a file that is just coming in is never taken away."""
    for course in Course.objects.order_by("pk"):
        with transaction.atomic():
            Course.objects.select_for_update().get(pk=course.pk)
            used = set(DraftFile.objects.filter(draft__course=course).values_list("stored", flat=True))
            used |= set(VersionFile.objects.filter(version__course=course).values_list("stored", flat=True))
            for name in _stored(f"courses/{course.slug}"):
                if name not in used:
                    files.drop(name)


def _stored(folder: str) -> list[str]:
    """Every file below a folder of the storage; none where the folder was never made."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    found = [f"{folder}/{name}" for name in names]
    for below in folders:
        found += _stored(f"{folder}/{below}")
    return found
