"""Files of courses: public for ever once published, an author's own before, and never a program."""

import io
import zipfile

import pytest

from plusone.core import files as stored
from plusone.courses.jobs import tidy_files
from plusone.courses.models import Draft, DraftFile, Standing
from plusone.courses.tests.samples import PNG, draft, files, published
from plusone.testing.cast import amara, lea, mei

pytestmark = pytest.mark.django_db
BAD = b'<svg xmlns="http://www.w3.org/2000/svg"><script>document.title="x"</script></svg>'


def test_a_published_file_is_public_and_may_be_kept_for_ever(client):
    published(lea(), files(**{"media/a.png": PNG}))
    answer = client.get("/courses/keyboard-first/files/1/media/a.png")
    assert answer.status_code == 200 and b"".join(answer) == PNG
    assert answer["Content-Type"] == "image/png" and "immutable" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "") and "Content-Disposition" not in answer
    again = client.get("/courses/keyboard-first/files/1/media/a.png", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304 and again["ETag"] == answer["ETag"]


def test_a_script_in_a_picture_runs_nowhere(client):
    published(lea(), files(**{"media/key.svg": BAD}))
    answer = client.get("/courses/keyboard-first/files/1/media/key.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"] and "script-src" not in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_the_type_is_that_of_the_content_and_not_of_the_name(client):
    published(lea(), files(**{"media/a.html": b"a,b\n<script>x</script>", "data.svg": PNG}))
    answer = client.get("/courses/keyboard-first/files/1/media/a.html")
    assert answer["Content-Type"] == "text/plain; charset=utf-8" and "attachment" in answer["Content-Disposition"]
    assert client.get("/courses/keyboard-first/files/1/data.svg")["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    "path", ["1/course.md", "1/nothing.png", "2/media/key.svg", "1/../course.md", "1/media/", "1/%2e%2e/course.md"]
)
def test_nothing_else_is_served(client, path):
    published(lea())
    assert client.get(f"/courses/keyboard-first/files/{path}").status_code == 404


def test_a_draft_has_no_public_files(client):
    draft(lea())
    assert client.get("/courses/keyboard-first/files/1/media/key.svg").status_code == 404
    assert client.get("/courses/keyboard-first/folder.zip").status_code == 404


def test_a_retired_course_keeps_its_pictures_and_offers_no_folder(client):
    course = published(lea()).course
    course.standing = Standing.RETIRED
    course.save()
    assert client.get("/courses/keyboard-first/files/1/media/key.svg").status_code == 200
    assert client.get("/courses/keyboard-first/folder.zip").status_code == 404


def test_a_drafts_files_are_its_authors(client):
    draft(lea())
    for address in ("/drafts/keyboard-first/files/media/key.svg", "/drafts/keyboard-first/folder.zip"):
        assert client.get(address).status_code == 302
        for who in (amara(), mei()):
            client.force_login(who)
            assert client.get(address).status_code == 404
        client.force_login(lea())
        answer = client.get(address)
        assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
        client.logout()


def test_the_folder_comes_as_a_zip_of_the_source(client):
    published(lea())
    answer = client.get("/courses/keyboard-first/folder.zip")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    assert {name: archive.read(name) for name in archive.namelist()} == files()


def test_files_that_nobody_names_are_tidied_away_and_no_others():
    course = draft(lea(), files(**{"old.csv": "old"})).course
    old = DraftFile.objects.get(path="old.csv").stored
    version = published(lea())
    made = draft(lea(), files(**{"new.csv": "new"}), course)
    tidy_files.call()
    with pytest.raises(FileNotFoundError):
        stored.read(old)
    assert all(stored.read(one.stored) is not None for one in [*version.files.all(), *made.files.all()])
    assert Draft.objects.get().files.count() == 5
