"""The demo school's tables and history."""

from django.db import connection

from plusone.cli.progress import say
from plusone.cli.readiness import collect_static
from plusone.cli.steps.make_tables import make_tables
from plusone.demo.load import load_demo_school


def make_demo(address: str) -> None:
    """Fill an empty database with the demo school, whose letters lead to `address`."""
    say("Making the tables …")
    make_tables()
    collect_static()  # published pages name the style sheet by its content
    say("Making the demo school; its history takes half a minute …")
    # The school appears whole or not at all, so its transactions need not reach the disk one by one.
    _pragma("synchronous=OFF")
    load_demo_school(say, address=address)
    _pragma("synchronous=FULL")
    _pragma("wal_checkpoint(TRUNCATE)")
    connection.close()


def _pragma(what: str) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {what}")
