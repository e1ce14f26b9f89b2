"""`erasures.jsonl` in the keys' folder: the numbers of erased people, so that no restore brings anybody back.

One line `{"id": 7, "day": "2027-03-01"}` each, appended after the erasure is committed and forced to the disk. Where
the process died in between, the nightly job writes the missing line.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

NAME = "erasures.jsonl"


@dataclass(frozen=True)
class Erasure:
    person_id: int
    day: date


def path() -> Path:
    return Path(settings.KEYS) / NAME


def read(source: Path | None = None) -> list[Erasure]:
    """What the file says, each person once; a line that was cut by a crash is left out."""
    found: dict[int, Erasure] = {}
    file = source or path()
    if not file.exists():
        return []
    for line in file.read_text().splitlines():
        try:
            data = json.loads(line)
            erasure = Erasure(int(data["id"]), date.fromisoformat(data["day"]))
        except (ValueError, KeyError, TypeError):
            continue
        found.setdefault(erasure.person_id, erasure)
    return list(found.values())


def note(person_id: int, day: date) -> None:
    """Append one line and force it to the disk. A line begins with a line feed where a crash cut the last one."""
    path().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    line = json.dumps({"id": person_id, "day": day.isoformat()}) + "\n"
    handle = os.open(path(), os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(handle).st_size
        cut = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
        os.write(handle, (("\n" if cut else "") + line).encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def missing(erased: Iterable[tuple[int, date]]) -> list[Erasure]:
    """Of those who are erased in the database, the ones whom the file does not name."""
    noted = {one.person_id for one in read()}
    return [Erasure(person_id, day) for person_id, day in erased if person_id not in noted]
