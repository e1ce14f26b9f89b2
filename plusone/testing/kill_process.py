"""What `plusone.testing.kills` starts: for each number on standard input a fork that takes one job from report to +1.

The fork says what is stored as soon as an action has returned, and is killed by whoever reads that. Run again for the
same number it goes on where it was: it is what a learner and a registrar do who press a button once more.
"""

import os
import signal
import sys
from typing import Any

import django
from django.conf import settings

database: dict[str, Any] = settings.DATABASES["default"]
if "PLUSONE_TEST_DATABASE" in os.environ:
    database["NAME"] = os.environ["PLUSONE_TEST_DATABASE"]
database["OPTIONS"].pop("pool", None)
django.setup()

from django.db import connections  # noqa: E402

from plusone.core import clock  # noqa: E402
from plusone.outcomes.models.cases import State  # noqa: E402
from plusone.outcomes.tests import scene, story  # noqa: E402
from plusone.people.models import Person  # noqa: E402
from plusone.testing import cast  # noqa: E402


def say(number: int, stored: str) -> None:
    os.write(1, f"{number} {stored}\n".encode())


def take_the_line(number: int) -> None:
    """Report, prove, confirm, start; each is pressed again, whatever was stored before."""
    known = Person.objects.filter(email=f"learner-{number}@school.example").first()
    learner, registrar = known or scene.somebody(number), cast.samir()
    scene.help_with_a_quiz(learner)
    say(number, "helped")
    outcome = story.report(learner, token=f"killed-{number}", may_dance=True)
    say(number, "reported")
    if story.fresh(outcome).state in {State.REPORTED, State.IN_REVIEW}:
        story.prove(outcome, story.PDF + str(number).encode())
        say(number, "proved")
        story.confirm(outcome, registrar)
    say(number, "confirmed")
    story.start(outcome)
    say(number, "started")


def warm_up() -> None:
    """Load what a line needs, so that a fork spends its time on the line; no connection is handed on."""
    take_the_line(0)
    connections.close_all()


def main() -> None:
    clock.move(scene.TODAY)
    warm_up()
    for line in sys.stdin:
        number = int(line)
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            take_the_line(number)
            os._exit(0)
        say(number, f"pid {child}")
        _pid, status = os.waitpid(child, 0)
        say(number, "killed" if os.WIFSIGNALED(status) else f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
