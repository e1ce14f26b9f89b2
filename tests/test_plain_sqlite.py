"""A school's file is a plain SQLite database: whoever keeps it needs no Django to look into it and to check it."""

import sqlite3
from collections.abc import Iterator

import pytest
from django.db import connection

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]


@pytest.fixture
def plain() -> Iterator[sqlite3.Connection]:
    """The database as any other program opens it: without the functions that Django gives its own connections."""
    here = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)
    yield here
    here.close()


def tables(plain: sqlite3.Connection) -> list[str]:
    return [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]


def test_sqlites_own_check_of_the_file_runs(plain):
    assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert plain.execute("PRAGMA foreign_key_check").fetchall() == []


def test_no_constraint_index_or_trigger_needs_a_function_that_only_django_brings(plain):
    """SQLite says "no such function" when it plans a write, before it looks at a row; a refused row is as good."""
    asked = [name for name in tables(plain) if not name.startswith("sqlite_")]
    assert "outcomes_release" in asked
    copy = sqlite3.connect(":memory:")
    plain.backup(copy)
    for name in asked:
        for write in (f'INSERT INTO "{name}" DEFAULT VALUES', f'DELETE FROM "{name}"'):  # noqa: S608 - our tables
            try:
                copy.execute(write)
            except sqlite3.IntegrityError:
                continue
    copy.close()
