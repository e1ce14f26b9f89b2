"""The tables of a new school."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from plusone.cli.errors import Wrong


def make_tables() -> None:
    """Make the tables. Refuses a database that has some already."""
    if connection.introspection.table_names():
        raise Wrong(f"The database {settings.DATABASES['default']['NAME']} is not empty.")
    call_command("migrate", verbosity=0, interactive=False)
