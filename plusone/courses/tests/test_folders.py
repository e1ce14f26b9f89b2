"""Import and export by folder: what comes in is said, and what goes out comes back the same."""

import io
import zipfile

import pytest

from plusone.courses.errors import HostileArchive, NotACourse, SlugTaken
from plusone.courses.folders import export_folder, import_folder, write_zip
from plusone.courses.models import Course
from plusone.courses.tests.samples import QUIZ, files, published, zipped
from plusone.testing.cast import lea, mei

pytestmark = pytest.mark.django_db

EVERY_KIND = """:::: quiz
### One of several: *which*?
- (x) a `<b>`
  > Right, and why.
- ( ) b
right: Good.
wrong: Look again.

### All that apply
- [x] c
- [ ] d
  > No.

### A number
number: 4 ± 0.1
number: 9
not 6: You counted twice.

### A word
text: **New&nbsp;York**
not boston: Another one.

### In order
1. first
2. second

### Pairs
- , => pause
- . => stop
- ... => trail
::::
"""


def write(folder, content):
    for name, text in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)
    return folder


def test_a_folder_and_its_zip_are_the_same_course(tmp_path):
    said: list[str] = []
    first = import_folder(write(tmp_path / "a", files()), lea(), say=said.append)
    (tmp_path / "a.zip").write_bytes(zipped().getvalue())
    second = import_folder(tmp_path / "a.zip", lea(), say=said.append)
    assert first.changed and not second.changed and first.draft == second.draft
    assert any("Nothing was changed" in line for line in said)


def test_it_says_what_came_in_and_what_did_not_and_why(tmp_path):
    said: list[str] = []
    content = files(**{"02-names.md": "---\ntitle: a: b\n---\n", "README.md": "x", "tool.png": b"\x7fELF"})
    import_folder(write(tmp_path, content), lea(), say=said.append)
    text = "\n".join(said)
    assert "one chapter" in text and "6 in, 3 kept, 1 left out, 2 not converted" in text
    assert "02-names.md:2: A colon inside a value" in text and "README.md: Written for developers" in text
    assert "tool.png: A program" in text and "must be mended" in text


def test_a_newer_folder_is_a_newer_edition_and_another_authors_is_refused(tmp_path):
    write(tmp_path, files())
    import_folder(tmp_path, lea(), say=str)
    (tmp_path / "03-more.md").write_text("---\ntitle: More\n---\n")
    assert import_folder(tmp_path, lea(), say=str).changed
    assert Course.objects.count() == 1
    with pytest.raises(SlugTaken):
        import_folder(tmp_path, mei(), say=str)


@pytest.mark.parametrize("name", ["nowhere", "text.txt"])
def test_what_is_no_course_is_refused(tmp_path, name):
    (tmp_path / "text.txt").write_text("hello")
    with pytest.raises(NotACourse):
        import_folder(tmp_path / name, lea(), say=str)
    assert not Course.objects.exists()


def test_a_hostile_zip_leaves_nothing(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped({**files(), "../evil.md": b"x"}).getvalue())
    with pytest.raises(HostileArchive):
        import_folder(tmp_path / "a.zip", lea(), say=str)
    assert not Course.objects.exists()


def test_what_goes_out_comes_back_the_same(tmp_path):
    text = f"---\ntitle: Every kind\n---\nText\n\n{EVERY_KIND}"
    version = published(lea(), files(**{"02-names.md": text, "01-tab.fr.md": f"---\ntitle: T\n---\nTexte\n\n{QUIZ}"}))
    kinds = [one["kind"] for one in version.chapters.get(chapter__key="names").quiz["questions"]]
    assert kinds == ["single", "multiple", "number", "text", "order", "pairs"]
    said: list[str] = []
    assert export_folder("keyboard-first", tmp_path / "out", say=said.append) == 5 == len(said)
    again = import_folder(tmp_path / "out", lea(), say=str)
    assert again.draft.checksum == version.checksum and again.report.blocking == []
    assert {p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*.*")} == {
        one["path"] for one in version.manifest
    }


def test_a_draft_goes_out_too_and_nothing_is_overwritten(tmp_path):
    import_folder(write(tmp_path / "in", files()), lea(), say=str)
    assert export_folder("keyboard-first", tmp_path / "out", say=str) == 4
    with pytest.raises(NotACourse):
        export_folder("keyboard-first", tmp_path / "out", say=str)
    with pytest.raises(NotACourse):
        export_folder("nothing", tmp_path / "other", say=str)


def test_the_same_files_make_the_same_zip():
    first, second = io.BytesIO(), io.BytesIO()
    write_zip(files(), first)
    write_zip(dict(reversed(files().items())), second)
    assert first.getvalue() == second.getvalue()
    assert sorted(zipfile.ZipFile(first).namelist()) == sorted(files())
