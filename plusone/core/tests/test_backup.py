"""Back-ups: consistent, complete or none, and put back without a trace of what was there."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from plusone.core import backup, clock, files, immutable, site
from plusone.core import manifest as manifests
from plusone.core.manifest import NoBackup
from plusone.core.models import Event
from plusone.testing.races import together


def say(_sentence):
    pass


def record(name):
    return Event.objects.create(name=name, at=clock.now(), subject_type="", subject_id="")


@pytest.fixture
def school():
    site.change(name="Before")
    record("kept")
    name = files.keep(b"a picture", folder="media")
    settings.KEYS.mkdir(parents=True, exist_ok=True)
    (settings.KEYS / "some.key").write_text("secret")
    (settings.KEYS / manifests.ERASURES).write_text('{"id": 7, "day": "2026-01-01"}\n')
    yield name
    files.drop(name)
    (settings.KEYS / "some.key").unlink(missing_ok=True)
    (settings.KEYS / manifests.ERASURES).unlink(missing_ok=True)


@pytest.mark.django_db(transaction=True)
def test_what_was_lost_is_back_and_what_came_later_is_gone(school, tmp_path):
    target = tmp_path / "one"
    manifest = backup.make(target, say)
    site.change(name="After")
    record("later")
    files.drop(school)
    later = files.keep(b"later", folder="media")

    manifests.verify(target, manifests.read(target))
    backup.put_back(target, manifest, say)

    site.forget()
    assert site.current().name == "Before"
    assert list(Event.objects.values_list("name", flat=True)) == ["kept"]
    assert files.read(school) == b"a picture"
    assert not Path(settings.DATA / "files" / later).exists()
    assert immutable.missing() == []


@pytest.mark.django_db(transaction=True)
def test_it_holds_no_key_but_knows_the_right_ones(school, tmp_path):
    manifest = backup.make(tmp_path / "one", say)
    texts = [path.read_bytes() for path in (tmp_path / "one").rglob("*") if path.is_file()]
    secret = (settings.KEYS / "session.key").read_bytes()
    assert not any(secret in text or text == b"secret" for text in texts)
    assert manifests.wrong_keys(manifest, settings.KEYS) == []
    (settings.KEYS / "some.key").write_text("another")
    assert manifests.wrong_keys(manifest, settings.KEYS) == ["some.key"]
    there = {path.name for path in settings.KEYS.iterdir() if path.name != manifests.ERASURES}  # other tests leave some
    assert {"some.key", "session.key"} <= there
    assert set(manifests.wrong_keys(manifest, tmp_path / "nowhere")) == there
    assert (tmp_path / "one" / manifests.ERASURES).exists()


@pytest.mark.django_db(transaction=True)
def test_a_changed_missing_or_added_file_is_found(school, tmp_path):
    target = tmp_path / "one"
    manifest = backup.make(target, say)
    picture = next(path for path in target.rglob("*") if path.is_file() and path.read_bytes() == b"a picture")
    picture.write_bytes(b"A picture")
    with pytest.raises(NoBackup, match="damaged"):
        manifests.verify(target, manifest)
    picture.unlink()
    with pytest.raises(NoBackup, match="not whole"):
        manifests.verify(target, manifest)
    picture.write_bytes(b"a picture")
    manifests.verify(target, manifest)
    (target / "stranger").touch()
    with pytest.raises(NoBackup, match="not whole"):
        manifests.verify(target, manifest)


@pytest.mark.django_db(transaction=True)
def test_half_a_backup_is_none(school, tmp_path):
    backup.make(tmp_path / "one", say)
    (tmp_path / "one" / manifests.MANIFEST).unlink()
    with pytest.raises(NoBackup, match="no manifest"):
        manifests.read(tmp_path / "one")
    (tmp_path / "one" / manifests.MANIFEST).write_text("{")
    with pytest.raises(NoBackup, match="cannot be read"):
        manifests.read(tmp_path / "one")


@pytest.mark.django_db(transaction=True)
def test_one_made_by_a_newer_program_is_refused(school, tmp_path):
    backup.make(tmp_path / "one", say)
    path = tmp_path / "one" / manifests.MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), "form": 99}))
    with pytest.raises(NoBackup, match="newer"):
        manifests.read(tmp_path / "one")


@pytest.mark.django_db(transaction=True)
def test_a_place_that_is_taken_is_left_alone_and_a_killed_one_is_made_anew(school, tmp_path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(NoBackup):
        backup.make(tmp_path / "taken", say)
    (tmp_path / "one.partial").mkdir()
    (tmp_path / "one.partial" / "left").touch()
    backup.make(tmp_path / "one", say)
    assert not (tmp_path / "one" / "left").exists()
    assert not (tmp_path / "one.partial").exists()


@pytest.mark.django_db(transaction=True)
def test_a_place_that_cannot_be_written_gets_a_sentence(school, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(NoBackup, match="could not be written"):
        backup.make(tmp_path / "file" / "one", say)


@pytest.mark.django_db(transaction=True)
def test_a_copy_made_while_others_write_is_one_picture(school, tmp_path):
    def write():
        for _turn in range(30):
            record("busy")

    results = together(write, lambda: backup.make(tmp_path / "one", say), write)
    assert [one for one in results if isinstance(one, Exception)] == []
    manifest = manifests.read(tmp_path / "one")
    backup.put_back(tmp_path / "one", manifest, say)
    assert immutable.missing() == []
    record("goes on")


@pytest.mark.django_db(transaction=True)
@pytest.mark.sqlite
def test_no_old_write_ahead_log_spoils_what_was_restored(school, tmp_path):
    manifest = backup.make(tmp_path / "one", say)
    record("later")
    name = connection.settings_dict["NAME"]
    Path(f"{name}-wal").write_bytes(b"an old log")
    backup.put_back(tmp_path / "one", manifest, say)
    assert list(Event.objects.values_list("name", flat=True)) == ["kept"]
