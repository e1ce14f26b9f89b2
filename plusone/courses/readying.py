"""What stops a draft from being published today."""

from plusone.courses.linking import Published
from plusone.courses.models import Draft
from plusone.courses.reading import AS_BROUGHT, Reading
from plusone.courses.rendering import check
from plusone.courses.report import Found, Report


def blocking(draft: Draft, reading: Reading, slug: str) -> list[Found]:
    """Read anew, since words to quote may have been stated meanwhile; and what only the first reading could tell."""
    if reading.parsed is not None:
        check(reading.parsed, Published(slug, 0), reading.report)
    first = [one for one in Report.from_json(draft.report).blocking if one.key == AS_BROUGHT]
    return first + reading.report.blocking
