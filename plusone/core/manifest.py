"""What a back-up says of itself: which files, with which checksums, made under which keys.

Nothing here needs the database: a restore reads it before there is one.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _

MANIFEST, ERASURES = "manifest.json", "erasures.jsonl"
FORM = 1


class NoBackup(Refused):
    """The folder is not a complete back-up, or not one that this installation can take."""


@dataclass(frozen=True)
class Manifest:
    """What a back-up holds: `files` maps each path in it to its SHA-256, `keys` each key file to its own."""

    form: int
    program: str
    made_at: str
    database: str
    files_apart: bool
    files: dict[str, str]
    keys: dict[str, str]


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def key_checksums(keys: Path) -> dict[str, str]:
    """The key files by name; the list of erased people lies beside them and is none."""
    found = sorted(path for path in keys.glob("*") if path.is_file() and path.name != ERASURES)
    return {path.name: checksum(path) for path in found}


def all_files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def read(source: Path) -> Manifest:
    """The manifest, without looking at the rest. Refuses what is no back-up."""
    try:
        manifest = Manifest(**json.loads((source / MANIFEST).read_text()))
    except FileNotFoundError:
        raise NoBackup(_("This is not a complete back-up: it has no manifest.")) from None
    except (ValueError, TypeError, OSError):
        raise NoBackup(_("The manifest of this back-up cannot be read.")) from None
    if manifest.form != FORM:
        raise NoBackup(_("This back-up was made by a newer program. Install that one first."))
    return manifest


def verify(source: Path, manifest: Manifest) -> None:
    """Refuse a back-up in which a file is missing, was added, or is not what it was."""
    present = {str(path.relative_to(source)) for path in all_files(source)} - {MANIFEST}
    for name in sorted(present ^ set(manifest.files)):
        raise NoBackup(_("The back-up is not whole: %(name)s is missing or was added.") % {"name": name})
    for name, expected in manifest.files.items():
        if checksum(source / name) != expected:
            raise NoBackup(_("The back-up is damaged: %(name)s was changed.") % {"name": name})


def wrong_keys(manifest: Manifest, keys: Path) -> list[str]:
    """Names of key files that are missing in the folder or are not those of the school."""
    here = key_checksums(keys) if keys.is_dir() else {}
    return sorted(name for name, expected in manifest.keys.items() if here.get(name) != expected)
