"""Whether a school can run: its tables, its settings, its static files."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import plusone
from plusone.cli.errors import Wrong

STAMP = ".made-from"


def open_migrations() -> list[str]:
    """Migrations that the database has not seen."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def refuse_old_tables() -> None:
    if open_migrations():
        raise Wrong(
            f"The database is older than the program. Make a back-up, then run: plusone upgrade --data {settings.DATA}"
        )


def errors(*, with_database: bool = False) -> list[checks.CheckMessage]:
    """What the system checks say, the worst first."""
    found = checks.run_checks(databases=["default"] if with_database else None)
    return sorted((one for one in found if not one.is_silenced()), key=lambda one: -one.level)


def written(message: checks.CheckMessage) -> str:
    """A message and its hint, as the operator reads them."""
    return f"{message.msg}" + (f"\n  {message.hint}" if message.hint else "")


def refuse_errors() -> None:
    grave = [one for one in errors(with_database=True) if one.level >= checks.ERROR]
    if grave:
        raise Wrong("\n".join(written(one) for one in grave))


def _fingerprint() -> str:
    """Changes when a static file is added, removed or written."""
    seen = hashlib.sha256(plusone.__version__.encode())
    sources = sorted(str(path) for path in (settings.BASE_DIR / "static").rglob("*") if path.is_file())
    sources += sorted(
        storage.path(name) for finder in finders.get_finders() for name, storage in finder.list([]) if name
    )
    for source in sources:
        path = Path(source)
        if path.exists() and "plusone-css-" not in source:
            seen.update(f"{source} {path.stat().st_mtime_ns} {path.stat().st_size}\n".encode())
    return seen.hexdigest()


def collect_static() -> bool:
    """Name static files by their content and compress them, when they changed. True where that was needed."""
    stamp = settings.STATIC_ROOT / STAMP
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(now)
    return True
