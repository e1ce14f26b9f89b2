"""The pytest plugin of the house: tests live in a folder of their own, and leave nothing behind.

It is loaded before the settings, so that no test can ever touch a real school. `transaction=True` works although
immutable tables refuse `flush`: after such a test the database is made again from a template.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

KEPT = {"PLUSONE_DATABASE"}  # all other settings of whoever runs the tests are forgotten


def _live_apart() -> Path:
    """A fresh data folder for this process, removed at its end."""
    for name in [name for name in os.environ if name.startswith("PLUSONE_") and name not in KEPT]:
        del os.environ[name]
    folder = Path(tempfile.mkdtemp(prefix="plusone-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["PLUSONE_DATA"] = str(folder / "data")
    os.environ["PLUSONE_KEYS"] = str(folder / "keys")
    os.environ["PLUSONE_DEMO"] = "1"  # its routes stand in the permission matrix
    os.environ["PLUSONE_PSEUDO_LANGUAGE"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "plusone.config.settings"
    for part in ("files", "static"):
        (folder / "data" / part).mkdir(parents=True)
    return folder


FOLDER = _live_apart()

from django.conf import settings  # noqa: E402 - read only once the environment is ours
from django.core.cache import cache  # noqa: E402

from plusone.testing import template  # noqa: E402


def _make_quick() -> None:
    """What a test need not pay for: slow passwords, durable writes, fingerprints of static files."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    database: dict[str, Any] = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}  # a file: threads must see one another
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    else:
        database["OPTIONS"].pop("pool", None)  # a pool would hold connections to a database that is made again
        database["CONN_HEALTH_CHECKS"] = False


_make_quick()


def pytest_configure() -> None:
    template.use_instead_of_flush()


def pytest_report_header() -> str:
    return "database: PostgreSQL" if settings.DATABASE else "database: SQLite"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests about SQLite's own files are not chosen on PostgreSQL; they are reported as deselected, not as skipped."""
    if settings.DATABASE:
        left_out = [item for item in items if item.get_closest_marker("sqlite")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_unconfigure() -> None:
    template.forget()


@pytest.fixture(autouse=True)
def _as_if_just_started() -> Iterator[None]:
    """The clock runs, the school is read anew, the cache is empty, and the language is the default one."""
    from django.utils import timezone, translation

    from plusone.core import clock, site
    from plusone.learning import memo

    def reset() -> None:
        clock.move(None)
        site.forget()
        memo.forget_everything()
        cache.clear()
        translation.deactivate()
        timezone.deactivate()

    reset()
    yield
    reset()
