"""What the operator sees of back-ups: when the last ones were made, and where. Noted by `plusone backup`."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from plusone.core import clock

FILE = "backups.json"
KEPT = 30


@dataclass(frozen=True)
class Made:
    """One back-up: `at` in UTC, the folder it was written to, and how many files it holds."""

    at: datetime
    path: str
    files: int


def made() -> list[Made]:
    """The last back-ups, the newest first; none where the note is missing or cannot be read."""
    try:
        rows = json.loads((Path(settings.DATA) / FILE).read_text())
        return [Made(datetime.fromisoformat(row["at"]), row["path"], row["files"]) for row in rows]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return []


def note(path: Path, files: int) -> None:
    """Remember that a back-up was completed."""
    rows = [Made(clock.now(), str(path), files), *made()][:KEPT]
    text = json.dumps([{**asdict(row), "at": row.at.isoformat()} for row in rows], indent=1)
    target = Path(settings.DATA) / FILE
    fresh = target.with_suffix(".new")
    fresh.write_text(text + "\n")
    fresh.replace(target)
