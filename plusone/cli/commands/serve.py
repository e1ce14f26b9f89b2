"""`plusone serve`: look whether the school can run, then become the process that runs it."""

import argparse

from django.conf import settings

from plusone.cli.errors import Wrong
from plusone.cli.ports import refuse_taken_port
from plusone.cli.processes import become
from plusone.cli.progress import say
from plusone.cli.readiness import collect_static, refuse_errors, refuse_old_tables

LOCAL = {"localhost", "127.0.0.1", "::1"}


def run(options: argparse.Namespace) -> int:
    refuse_taken_port(options.host, options.port)
    if settings.DEMO and options.host not in LOCAL:
        raise Wrong("A demo school signs anybody in. It listens on this machine only: leave --host out.")
    refuse_old_tables()
    refuse_errors()
    if collect_static():
        say("The style sheets and scripts were prepared.")
    become_the_server(options)
    return 0


def become_the_server(options: argparse.Namespace) -> None:
    """Replace this process, so that the one that watches over the others carries no Django."""
    numbers = [options.port, options.workers, options.threads, 0 if options.without_jobs else 1]
    become("plusone.cli.serving", str(options.data), options.host, *[str(number) for number in numbers])
