"""A database made again from a template, because immutable tables refuse `flush`.

The template is copied from the migrated database before the first test that commits; after each such test the
database is replaced by a copy of it.
"""

import sqlite3
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from django.test import TransactionTestCase

_made: str | None = None


def use_instead_of_flush() -> None:
    """Let `django_db(transaction=True)` and `TransactionTestCase` restore the template after each test."""
    case: Any = TransactionTestCase
    original = case._fixture_setup.__func__

    def setup(cls: type[TransactionTestCase]) -> None:
        make()
        original(cls)

    def teardown(self: TransactionTestCase) -> None:
        restore()

    case._fixture_setup = classmethod(setup)
    case._fixture_teardown = teardown


def make() -> None:
    """Keep the database as it is now, once a process."""
    global _made
    if _made is not None:
        return
    name = str(connection.settings_dict["NAME"])
    _made = f"{name}_template"
    if connection.vendor == "sqlite":
        connection.close()
        _copy_sqlite(name, _made)
    else:
        connection.close()
        with _server() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{_made}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{_made}" TEMPLATE "{name}"')


def restore() -> None:
    """Make the database again as it was kept. Connections of other threads see a closed or vanished database."""
    if _made is None:
        return
    name = str(connection.settings_dict["NAME"])
    connection.close()
    if connection.vendor == "sqlite":
        _copy_sqlite(_made, name)
    else:
        with _server() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{_made}"')


def forget() -> None:
    """Remove the template at the end of the run; SQLite's lies in the folder that goes anyway."""
    global _made
    if _made is not None and connection.vendor == "postgresql":
        with _server() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{_made}" WITH (FORCE)')
    _made = None


def _copy_sqlite(source: str, target: str) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(target + ending).unlink(missing_ok=True)
    there, here = sqlite3.connect(source), sqlite3.connect(target)
    with here:
        there.backup(here)
    here.close()
    there.close()


class _server:  # noqa: N801 - reads as a context: with _server() as cursor
    """A cursor on the server itself, outside of the database under test."""

    def __enter__(self) -> Any:
        given = connection.settings_dict
        self.connection = psycopg.connect(
            dbname="postgres",
            user=given["USER"],
            password=given["PASSWORD"],
            host=given["HOST"],
            port=given["PORT"],
            autocommit=True,
        )
        return self.connection.cursor()

    def __exit__(self, *_problem: object) -> None:
        self.connection.close()
