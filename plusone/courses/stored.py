"""The files of a draft or of a version, read back from storage."""

from plusone.core import files
from plusone.courses.archives import Brought
from plusone.courses.models import CourseVersion, Draft
from plusone.courses.reading import Reading, read


def draft_files(draft: Draft) -> dict[str, bytes]:
    return {one.path: files.read(one.stored) for one in draft.files.all()}


def draft_reading(draft: Draft) -> Reading:
    """Read the draft anew from its files: they are the truth, the report in the row is what was found then."""
    return read(Brought(files=draft_files(draft)))


def version_files(version: CourseVersion) -> dict[str, bytes]:
    return {one.path: files.read(one.stored) for one in version.files.order_by("path")}
