"""Rows that can never change: declared once, guarded by the database itself.

A trigger refuses UPDATE and DELETE (and TRUNCATE on PostgreSQL) on each declared table. SQLite's `INSERT OR REPLACE`
skips delete triggers, so a second trigger refuses an insert whose key exists. SQLite also drops triggers without a
word whenever a later migration rebuilds a table: they are created after every migration, and `missing()` is asked by
a system check and by `plusone check`.
"""

from collections.abc import Iterable

from django.db import connections, models

_declared: list[type[models.Model]] = []


def declare(model: type[models.Model]) -> type[models.Model]:
    """Class decorator: no row of this model is ever changed or removed once it is stored."""
    _declared.append(model)
    return model


def declared() -> list[type[models.Model]]:
    return list(_declared)


def _sqlite(table: str, key: str) -> Iterable[tuple[str, str]]:
    for verb in ("UPDATE", "DELETE"):
        name = f"{table}_no_{verb.lower()}"
        yield (
            name,
            f'CREATE TRIGGER IF NOT EXISTS "{name}" BEFORE {verb} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        )
    name = f"{table}_no_replace"
    yield (
        name,
        f'CREATE TRIGGER IF NOT EXISTS "{name}" BEFORE INSERT ON "{table}" '  # noqa: S608 - the house's own tables
        f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE "{key}" = NEW."{key}") '
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    )


POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION plusone_append_only() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$ LANGUAGE plpgsql
"""


def _postgresql(table: str) -> Iterable[tuple[str, str]]:
    for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        name = f"{table}_no_{verb.lower()}"
        yield (
            name,
            f'CREATE OR REPLACE TRIGGER "{name}" BEFORE {verb} ON "{table}" '
            f"FOR EACH {each} EXECUTE FUNCTION plusone_append_only()",
        )


def _triggers(vendor: str) -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = []
    for model in _declared:
        table = model._meta.db_table
        key = str(model._meta.pk.column)
        made += _sqlite(table, key) if vendor == "sqlite" else _postgresql(table)
    return made


def guard(using: str = "default") -> None:
    """Create the triggers that are missing, on tables that exist."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for name, statement in _triggers(connection.vendor):
            if name.rsplit("_no_", 1)[0] in tables:
                cursor.execute(statement)


def missing(using: str = "default") -> list[str]:
    """Names of triggers that should be there and are not."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        present = {row[0] for row in cursor.fetchall()}
    return [name for name, _statement in _triggers(connection.vendor) if name not in present]
