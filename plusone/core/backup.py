"""Back-ups: a consistent copy of the database and the files, with checksums. Never the keys.

A back-up is a folder. It is made under another name and gets its own when its manifest, the last file, is on the
disk: what has no manifest is no back-up. Checksums of the key files tell at `restore` whether the right keys are
there; a key cannot be guessed from them, because keys are long and random.
"""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.db.backends.sqlite3._functions import register  # type: ignore[import-untyped]

import plusone
from plusone.core import clock, events
from plusone.core.manifest import ERASURES, FORM, MANIFEST, Manifest, NoBackup, all_files, checksum, key_checksums
from plusone.core.text import gettext_lazy as _

FILES = "files"
SQLITE, POSTGRESQL = "database.sqlite3", "database.dump"
RESTORED = events.declare("core.restored", "The operator put a back-up in the place of the school.")
Say = Callable[[str], None]


# --- Making one ---
def make(target: Path, say: Say, *, settings_text: str = "") -> Manifest:
    """Write a back-up into `target`, which must not exist. Refuses with a sentence, and leaves nothing then.

    `settings_text` is what the back-up shall hold as `plusone.env`: the settings without their secrets.
    """
    if target.exists():
        raise NoBackup(_("There is something at this place already. Choose a folder that does not exist yet."))
    partial = target.with_name(f"{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)  # left by a back-up that was killed
    try:
        partial.mkdir(parents=True)
        say("Copying the database …")
        database = _copy_database(partial)  # first: a file that a row names was stored before the row
        apart = not isinstance(default_storage, FileSystemStorage)
        if not apart:
            say("Copying the files …")
            _copy_files(Path(settings.DATA) / FILES, partial / FILES)
        if (settings.KEYS / ERASURES).exists():
            shutil.copyfile(settings.KEYS / ERASURES, partial / ERASURES)
        (partial / "plusone.env").write_text(settings_text)
        manifest = Manifest(
            form=FORM,
            program=plusone.__version__,
            made_at=clock.now().isoformat(timespec="seconds"),
            database=database,
            files_apart=apart,
            files={str(path.relative_to(partial)): checksum(path) for path in all_files(partial)},
            keys=key_checksums(settings.KEYS),
        )
        _write_for_good(partial / MANIFEST, json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n")
        partial.rename(target)
    except OSError as problem:
        raise NoBackup(_("The back-up could not be written: %(why)s.") % {"why": problem.strerror or problem}) from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return manifest


def _copy_files(source: Path, target: Path) -> None:
    target.mkdir()
    for path in all_files(source) if source.exists() else ():
        to = target / path.relative_to(source)
        to.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, to)
        except FileNotFoundError:
            continue  # deleted while we copied, as it was due


def _write_for_good(path: Path, text: str) -> None:
    with path.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _copy_database(folder: Path) -> str:
    if connection.vendor == "sqlite":
        copy_sqlite(str(connection.settings_dict["NAME"]), folder / SQLITE)
        return "sqlite"
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={folder / POSTGRESQL}")
    return "postgresql"


def copy_sqlite(source: str, target: Path) -> None:
    """One consistent picture of a database in use, as a single file that was looked through."""
    there, here = sqlite3.connect(source), sqlite3.connect(target)
    try:
        there.backup(here)
        register(here)  # constraints may use functions that Django brings along
        here.execute("PRAGMA journal_mode=DELETE")
        if here.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise NoBackup(_("The database is damaged; its copy was not taken for a back-up."))
    finally:
        here.close()
        there.close()


def _program(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    program = str(found[-1]) if found else shutil.which(name)
    if not program:
        raise NoBackup(_("%(name)s is not installed. Install PostgreSQL's client programs.") % {"name": name})
    return program


def _run(name: str, *arguments: str) -> None:
    given = connection.settings_dict
    environment = {**os.environ, "PGPASSWORD": given["PASSWORD"] or ""}
    where = [f"--host={given['HOST']}", f"--username={given['USER']}", f"--dbname={given['NAME']}", "--no-password"]
    if given["PORT"]:
        where.append(f"--port={given['PORT']}")
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program, with the school's settings
        [_program(name), *where, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [str(done.returncode)]
        raise NoBackup(_("%(name)s said: %(why)s") % {"name": name, "why": lines[-1]})


# --- Putting one back ---
def put_back(source: Path, manifest: Manifest, say: Say) -> None:
    """Replace the school's database and files by those of a verified back-up. Nobody else may use them."""
    if manifest.database != connection.vendor:
        raise NoBackup(
            _("The back-up holds a %(theirs)s database, and this school uses %(ours)s.")
            % {"theirs": manifest.database, "ours": connection.vendor}
        )
    connection.close()
    say("Putting the database back …")
    if manifest.database == "sqlite":
        _put_sqlite_back(source / SQLITE, Path(connection.settings_dict["NAME"]))
    else:
        _run(
            "pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction",
            str(source / POSTGRESQL),
        )  # fmt: skip
    if not manifest.files_apart:
        say("Putting the files back …")
        _put_files_back(source / FILES, Path(settings.DATA) / FILES)


def _put_sqlite_back(source: Path, target: Path) -> None:
    fresh = target.with_name(f"{target.name}.restoring")
    shutil.copyfile(source, fresh)
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
    # A write-ahead log that stays would be played into the restored file, and spoil it.
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    fresh.replace(target)


def _put_files_back(source: Path, target: Path) -> None:
    fresh, old = target.with_name(f"{target.name}.restoring"), target.with_name(f"{target.name}.old")
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    shutil.copytree(source, fresh)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
