"""The `plusone` command: reads the call, enters the school, does it, and ends with one clear sentence if it cannot."""

import argparse
import sys
from importlib import import_module

import django
from django.db import Error

from plusone.cli import calls, school
from plusone.cli.errors import Wrong
from plusone.core.errors import Refused


def main(arguments: list[str] | None = None) -> int:
    """Do one call; the exit code. 0 is done, 1 refused, 2 called in a wrong way, 130 interrupted."""
    options = calls.parser().parse_args(arguments)
    try:
        return _do(options)
    except (Wrong, Refused) as problem:
        print(problem, file=sys.stderr)
        return problem.code if isinstance(problem, Wrong) else 1
    except Error as problem:
        print(f"The database refused: {str(problem).strip()}\nLook with: plusone check", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


def _do(options: argparse.Namespace) -> int:
    call: calls.Call = options.call
    if call.school != "no":
        options.data = school.folder(options.data)
        if call.school == "yes":
            school.require(options.data)
            school.enter(options.data)
            django.setup()
    # A call that makes a school enters it by itself, once it knows where.
    run = import_module(f"plusone.cli.commands.{call.module}").run
    return int(run(options) or 0)
