"""`plusone upgrade`: bring the database to this release, while the school stands still."""

import argparse

from django.core.management import call_command

from plusone.cli.progress import say
from plusone.cli.readiness import collect_static, open_migrations
from plusone.cli.running import alone


def run(options: argparse.Namespace) -> int:
    with alone(options.data):
        waiting = open_migrations()
        for name in waiting:
            say(f"Waiting: {name}")
        call_command("migrate", verbosity=0, interactive=False)
        collect_static()
    print(f"The school is up to date; {len(waiting)} changes were made to its tables.")
    return 0
