"""The operator runs `backup`, deletes the data, `restore`: nothing is lost, and erased people stay erased."""

import shutil
import sqlite3

import pyrage
import pytest

from plusone.cli.running import marked
from plusone.testing import school

pytestmark = pytest.mark.sqlite  # each makes a school of its own, whatever database the tests use


def sql(data, statement, *values):
    database = sqlite3.connect(data / "school.sqlite3")
    with database:
        rows = database.execute(statement, values).fetchall()
    database.close()
    return rows


def add_person(data, name):
    statement = (
        "INSERT INTO people_person (password, email, name, language, time_zone, access_needs, registered_at, "
        "sign_in_generation, is_active) VALUES ('', ?, ?, 'en', 'UTC', '', '2026-01-01', 0, 1) RETURNING id"
    )
    return sql(data, statement, f"{name}@school.example", name)[0][0]


@pytest.fixture
def kept(data, tmp_path):
    """A school with two people and a picture, its back-up, and the place of the keys."""
    add_person(data, "amara")
    add_person(data, "yusuf")
    (data / "files" / "media").mkdir(parents=True)
    (data / "files" / "media" / "picture").write_bytes(b"a picture")
    done = school.call("backup", tmp_path / "copy", "--data", data)
    assert done.returncode == 0, done.stderr
    return data, tmp_path / "copy"


def test_nothing_is_lost(kept):
    data, copy = kept
    shutil.rmtree(data)
    done = school.call("restore", copy, "--data", data)
    assert done.returncode == 0, done.stderr
    assert sql(data, "SELECT name FROM people_person ORDER BY id") == [("amara",), ("yusuf",)]
    assert (data / "files" / "media" / "picture").read_bytes() == b"a picture"
    assert sql(data, "SELECT name FROM core_event ORDER BY id DESC LIMIT 1") == [("core.restored",)]
    assert not (data / "school.sqlite3-wal").exists()
    assert school.call("check", "--data", data).returncode == 0


def test_who_was_erased_later_stays_erased(kept):
    data, copy = kept
    (number,) = sql(data, "SELECT id FROM people_person WHERE name = 'yusuf'")[0]
    (data.with_name("data.keys") / "erasures.jsonl").write_text(f'{{"id": {number}, "day": "2026-02-01"}}\n')
    done = school.call("restore", copy, "--data", data, "--replace")
    assert done.returncode == 0, done.stderr
    assert sql(data, "SELECT name FROM people_person WHERE erased_at IS NULL") == [("amara",)]
    assert sql(data, "SELECT count(*) FROM people_person WHERE name = 'yusuf' OR email LIKE 'yusuf%'") == [(0,)]


def test_it_refuses_while_the_school_runs_and_in_the_place_of_another(kept):
    data, copy = kept
    add_person(data, "later")
    refused = school.call("restore", copy, "--data", data)
    assert refused.returncode == 1
    assert "Add --replace" in refused.stderr
    with marked(data):
        running = school.call("restore", copy, "--data", data, "--replace")
    assert running.returncode == 1
    assert "The school is running" in running.stderr
    assert sql(data, "SELECT count(*) FROM people_person") == [(3,)]


def test_other_keys_are_refused_before_anything_changes(kept, tmp_path):
    _data, copy = kept
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "session.key").write_text("another")
    for keys in ("other", "nowhere"):
        done = school.call("restore", copy, "--data", tmp_path / "new", "--keys", tmp_path / keys)
        assert done.returncode == 1
        assert str(tmp_path / keys) in done.stderr
        assert not (tmp_path / "new").exists()


def test_a_damaged_backup_is_refused_before_anything_changes(kept):
    data, copy = kept
    add_person(data, "later")
    (copy / "files" / "media" / "picture").write_bytes(b"another")
    done = school.call("restore", copy, "--data", data, "--replace")
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert sql(data, "SELECT count(*) FROM people_person") == [(3,)]


def test_the_keys_are_proved_on_a_sealed_proof(data, tmp_path):
    key = pyrage.x25519.Identity.generate()
    (data.with_name("data.keys") / "evidence.age").write_text(f"# public key: {key.to_public()}\n{key}\n")
    (data / "files" / "evidence").mkdir(parents=True)
    sealed = data / "files" / "evidence" / "one.age"
    sealed.write_bytes(pyrage.encrypt(b"a contract", [key.to_public()]))
    assert school.call("backup", tmp_path / "copy", "--data", data).returncode == 0
    done = school.call("restore", tmp_path / "copy", "--data", data, "--replace")
    assert "The keys open the sealed proofs." in done.stderr

    sealed.write_bytes(pyrage.encrypt(b"a contract", [pyrage.x25519.Identity.generate().to_public()]))
    assert school.call("backup", tmp_path / "second", "--data", data).returncode == 0
    refused = school.call("restore", tmp_path / "second", "--data", data, "--replace")
    assert refused.returncode == 1
    assert "do not open the proofs" in refused.stderr


def test_passwords_are_in_no_backup(kept, tmp_path):
    data, _copy = kept
    with (data / "plusone.env").open("a") as file:
        file.write("PLUSONE_MAIL=smtp://me:hidden-word@mail.example\nPLUSONE_SECRET_KEY=hidden-word\n")
    assert school.call("backup", tmp_path / "second", "--data", data).returncode == 0
    texts = [path.read_bytes() for path in (tmp_path / "second").rglob("*") if path.is_file()]
    assert not any(b"hidden-word" in text for text in texts)


def test_the_ledger_leaves_and_is_verified(data, tmp_path):
    assert school.call("ledger", "export", tmp_path / "ledger.jsonl", "--data", data).returncode == 0
    done = school.call("ledger", "verify", tmp_path / "ledger.jsonl")
    assert done.returncode == 0, done.stdout
    (tmp_path / "ledger.jsonl").write_bytes((tmp_path / "ledger.jsonl").read_bytes()[:-20])
    assert school.call("ledger", "verify", tmp_path / "ledger.jsonl").returncode == 1


def test_unlock_knows_nobody_by_a_wrong_address(data):
    done = school.call("unlock", "nobody@school.example", "--data", data)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


def test_unlock_prints_a_link_for_a_new_password(data):
    add_person(data, "noor")
    done = school.call("unlock", "noor@school.example", "--data", data)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().splitlines()[-1].startswith("http://localhost:8000/")
