"""From a zip or a folder to names and bytes, without ever writing to a path that somebody else named.

A hostile archive is refused as a whole, before anything of it is kept. What is merely strange (names made on Windows,
the wrappings of a Mac) is read, and said.
"""

import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from plusone.core.text import gettext as _
from plusone.courses.errors import HostileArchive, NotACourse

MOST_FILES = 2000
LARGEST_UPLOAD = 100 * 1024 * 1024
LARGEST = 200 * 1024 * 1024  # all files together, unpacked
LARGEST_FILE = 50 * 1024 * 1024
HIGHEST_RATIO = 100  # text shrinks to a tenth; a hundredth is a bomb
SMALL = 1024 * 1024  # below this the ratio says nothing
LONGEST_PATH = 250
WRAPPINGS = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.git/|\.svn/|\.hg/)")
FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]+')
DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)


@dataclass
class Brought:
    """The files as they will be kept, and what was said about the others (path, reason)."""

    files: dict[str, bytes] = field(default_factory=dict)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    clashes: list[tuple[str, str]] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, content: bytes) -> None:
        """Keep a file under a name that every system can write."""
        path = safe_path(name)
        if path.lower() in {kept.lower() for kept in self.files}:
            self.clashes.append((name, path))
            return
        if path != name:
            self.renamed.append((name, path))
        self.files[path] = content


def safe_path(name: str) -> str:
    """`name` without what Windows or a URL cannot carry; a safe name stays as it is, so that references still meet."""
    parts = []
    for part in unicodedata.normalize("NFC", name).split("/"):
        part = FORBIDDEN.sub("-", part).rstrip(". ").lstrip(" ")
        parts.append(DEVICES.sub(r"\1_", part) or "-")
    return "/".join(parts)


def read_zip(file: IO[bytes]) -> Brought:
    """Unpack in memory. Refuses the whole archive with HostileArchive, or NotACourse where it is none."""
    file.seek(0, 2)
    packed = file.tell()
    if packed > LARGEST_UPLOAD:
        raise HostileArchive(_("The file is larger than 100 MB. Take the videos out, and link to them."))
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError):
        raise NotACourse(_("This is not a zip file. Put the folder into a zip, then bring that.")) from None
    with archive:
        entries = archive.infolist()
        _check(entries, packed)
        brought = Brought()
        for entry in entries:
            if not entry.is_dir() and not entry.filename.endswith("\\"):
                _take(archive, entry, brought)
    return _without_wrapper(brought)


def _check(entries: list[zipfile.ZipInfo], packed: int) -> None:
    """Everything that can be known before a byte is unpacked."""
    if len(entries) > MOST_FILES:
        raise HostileArchive(_("The archive holds %d files; a course has at most 2,000.") % len(entries))
    total = 0
    for entry in entries:
        name = entry_name(entry)
        _check_name(name, entry)
        if entry.flag_bits & 0x1:
            raise HostileArchive(_("“%s” is encrypted. Nothing of the archive was kept.") % name)
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise HostileArchive(_("“%s” is a link, not a file. Nothing of the archive was kept.") % name)
        if entry.file_size > LARGEST_FILE:
            raise HostileArchive(_("“%s” is larger than 50 MB when unpacked. Nothing was kept.") % name)
        if entry.file_size > SMALL and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
            raise HostileArchive(_("“%s” unpacks to more than a hundred times its size. Nothing was kept.") % name)
        total += entry.file_size
    if total > LARGEST or (total > SMALL and total > HIGHEST_RATIO * packed):
        raise HostileArchive(_("The archive is too large when unpacked. Nothing of it was kept."))


def _check_name(name: str, entry: zipfile.ZipInfo) -> None:
    climbs = ".." in name.split("/") or name.startswith("/") or re.match(r"^[A-Za-z]:(/|$)", name)
    if climbs or "\0" in entry.orig_filename:
        raise HostileArchive(_("“%s” points out of the folder. Nothing of the archive was kept.") % name)
    if len(name) > LONGEST_PATH:
        raise HostileArchive(_("A name in the archive is longer than 250 characters. Nothing was kept."))


def entry_name(entry: zipfile.ZipInfo) -> str:
    """The name as its maker meant it: UTF-8 without the flag is common, and so are backslashes."""
    name = entry.orig_filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = entry.orig_filename
    name = name.replace("\\", "/")
    return name if name.startswith("/") else "/".join(part for part in name.split("/") if part not in ("", "."))


def _take(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, brought: Brought) -> None:
    name = entry_name(entry)
    if WRAPPINGS.search(name):
        brought.left_out.append((name, _("Written by an operating system or a tool, not by you")))
        return
    try:
        with archive.open(entry) as member:
            content = member.read(entry.file_size + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError):
        raise HostileArchive(_("“%s” cannot be unpacked. Nothing of the archive was kept.") % name) from None
    except Exception as problem:
        raise HostileArchive(_("“%s” cannot be unpacked. Nothing of the archive was kept.") % name) from problem
    brought.add(name, content)


def _without_wrapper(brought: Brought) -> Brought:
    """Leave away the one folder that everything lies in."""
    while brought.files and all("/" in path for path in brought.files):
        tops = {path.split("/", 1)[0] for path in brought.files}
        if len(tops) != 1 or tops & {"episodes", "media"}:
            break
        brought.files = {path.split("/", 1)[1]: content for path, content in brought.files.items()}
    return brought


def read_folder(folder: Path) -> Brought:
    """A folder of this computer. Links are not followed, and said."""
    brought = Brought()
    total = 0
    for path in sorted(_walk(folder)):
        name = path.relative_to(folder).as_posix()
        if WRAPPINGS.search(name):
            brought.left_out.append((name, _("Written by an operating system or a tool, not by you")))
        elif path.is_symlink():
            brought.left_out.append((name, _("A link to another file; links are not followed")))
        else:
            total += path.stat().st_size
            if total > LARGEST or len(brought.files) >= MOST_FILES or path.stat().st_size > LARGEST_FILE:
                raise HostileArchive(_("The folder is too large for a course: 2,000 files or 200 MB in all."))
            brought.add(name, path.read_bytes())
    return brought


def _walk(folder: Path) -> Iterable[Path]:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            if path.name not in {".git", ".svn", ".hg"}:
                yield from _walk(path)
        else:
            yield path
