"""A hostile archive is refused whole; a strange one is read, and said."""

import io
import stat
import struct
import zipfile

import pytest

from plusone.courses import archives
from plusone.courses.archives import read_folder, read_zip, safe_path
from plusone.courses.errors import HostileArchive, NotACourse
from plusone.courses.tests.samples import files, zipped


def with_entry(name: str, content: bytes = b"x", **fields) -> io.BytesIO:
    """A good course with one more entry, whose fields are as given."""
    made = zipped()
    with zipfile.ZipFile(made, "a") as archive:
        entry = zipfile.ZipInfo(name)
        for field, value in fields.items():
            setattr(entry, field, value)
        archive.writestr(entry, content)
    made.seek(0)
    return made


@pytest.mark.parametrize(
    "name",
    ["../../evil.html", "/etc/x", "C:\\x", "c:/x", "a/../../x", "a\\..\\..\\x", "\\\\server\\x", "..", "a/..", "//x"],
)
def test_entries_that_climb_out_are_refused(name):
    with pytest.raises(HostileArchive):
        read_zip(with_entry(name))


def test_a_link_is_refused():
    with pytest.raises(HostileArchive):
        read_zip(with_entry("a.md", b"/etc/passwd", external_attr=(stat.S_IFLNK | 0o777) << 16, create_system=3))


def test_a_device_is_refused():
    with pytest.raises(HostileArchive):
        read_zip(with_entry("a", b"", external_attr=(stat.S_IFCHR | 0o600) << 16, create_system=3))


def test_an_encrypted_entry_is_refused():
    packed = bytearray(zipped().getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = packed.find(mark)
        packed[at + offset] |= 1
    with pytest.raises(HostileArchive):
        read_zip(io.BytesIO(bytes(packed)))


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(HostileArchive):
        read_zip(zipped({**files(), "bomb.md": b"\0" * 20_000_000}))


def test_many_small_bombs_are_refused():
    with pytest.raises(HostileArchive):
        read_zip(zipped({f"{n}.md": b" " * 1_000_000 for n in range(60)}))


def test_a_size_that_lies_is_refused():
    packed = bytearray(zipped({"course.md": b"a" * 5000}).getvalue())
    at = packed.find(b"PK\x01\x02")
    packed[at + 24 : at + 28] = struct.pack("<I", 10)
    with pytest.raises(HostileArchive):
        read_zip(io.BytesIO(bytes(packed)))


def test_too_many_files_are_refused():
    with pytest.raises(HostileArchive):
        read_zip(zipped({f"{n}.md": b"x" for n in range(archives.MOST_FILES + 1)}))


def test_a_file_of_more_than_fifty_megabytes_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.bin", bytes(archives.LARGEST_FILE + 1))
    with pytest.raises(HostileArchive):
        read_zip(made)


def test_broken_bytes_are_refused():
    packed = bytearray(zipped({"course.md": b"hello " * 1000}).getvalue())
    at = packed.find(b"course.md") + len("course.md")
    packed[at + 2 : at + 12] = b"\xff" * 10
    with pytest.raises(HostileArchive):
        read_zip(io.BytesIO(bytes(packed)))


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" + b"\0" * 40, b"%PDF-1.7", b"\x1f\x8b" + b"\0" * 40])
def test_what_is_no_zip_is_told_so(content):
    with pytest.raises(NotACourse):
        read_zip(io.BytesIO(content))


def test_a_zip_made_on_windows_is_found():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in ("media\\img\\a.png", "Übung.md"):
            entry = zipfile.ZipInfo(name)
            entry.filename = entry.orig_filename = name
            archive.writestr(entry, b"x")
    packed = made.getvalue().replace("Übung.md".encode(), b"\x9abung.mdx"[:9])
    packed = bytearray(packed)
    at = -1
    while (at := packed.find(b"PK", at + 1)) >= 0:  # names in the old code page carry no UTF-8 flag
        offset = {b"\x03\x04": 6, b"\x01\x02": 8}.get(bytes(packed[at + 2 : at + 4]))
        if offset:
            packed[at + offset + 1] &= ~0x08 & 0xFF
    assert set(read_zip(io.BytesIO(bytes(packed))).files) == {"media/img/a.png", "Übung.mdx"}


def test_utf8_names_without_the_flag_are_read_as_utf8():
    packed = bytearray(zipped({"course.md": b"x", "Übung.md": b"y"}).getvalue())
    at = -1
    while (at := packed.find(b"PK", at + 1)) >= 0:
        offset = {b"\x03\x04": 6, b"\x01\x02": 8}.get(bytes(packed[at + 2 : at + 4]))
        if offset:
            packed[at + offset + 1] &= ~0x08 & 0xFF
    assert "Übung.md" in read_zip(io.BytesIO(bytes(packed))).files


def test_a_macs_wrappings_are_left_out_and_said():
    found = read_zip(zipped({**files(), "__MACOSX/._course.md": b"x", "._a.md": b"x", "media/.DS_Store": b"x"}))
    assert set(found.files) == set(files())
    assert {path for path, _reason in found.left_out} == {"__MACOSX/._course.md", "._a.md", "media/.DS_Store"}


def test_the_one_folder_around_everything_is_left_away():
    found = read_zip(zipped({f"my-course/{name}": content for name, content in files().items()}))
    assert set(found.files) == set(files())


def test_names_that_some_systems_cannot_write_are_changed_and_said():
    found = read_zip(zipped({**files(), "web/what?: a*b.html": b"x"}))
    assert "web/what- a-b.html" in found.files
    assert found.renamed == [("web/what?: a*b.html", "web/what- a-b.html")]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a:b.md", "a-b.md"),
        ("CON.md", "CON_.md"),
        ("Chapter 1. ", "Chapter 1"),
        ("nul", "nul_"),
        ("console.md", "console.md"),
        ("a\tb", "a-b"),
    ],
)
def test_a_safe_name_is_safe_and_stays_as_it_is(name, safe):
    assert safe_path(name) == safe
    assert safe_path(safe) == safe


def test_two_names_that_one_disk_cannot_hold_are_told_and_the_first_is_kept():
    found = read_zip(zipped({**files(), "a_b.md": b"one", "A_B.md": b"two"}))
    assert found.files["a_b.md"] == b"one"
    assert found.clashes == [("A_B.md", "A_B.md")]


def test_a_folder_is_read_and_its_links_are_not_followed(tmp_path):
    (tmp_path / "course.md").write_text("x")
    (tmp_path / "secret.md").symlink_to("/etc/hostname")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    found = read_folder(tmp_path)
    assert set(found.files) == {"course.md"}
    assert {path for path, _reason in found.left_out} == {"secret.md", "loop"}
