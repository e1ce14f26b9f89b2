"""Work for the job worker: people register, and each gets a letter."""

import time

from plusone.core.models import Letter
from plusone.demo.cast import learner
from plusone.people.actions.register_person import register_person
from plusone.people.models import Person

PATIENCE = 120.0  # seconds


def fill(number: int) -> None:
    """So many people register; ends when the worker has sent their letters. Refuses to wait for ever."""
    first = 1_000_000 + Person.objects.count()  # apart from every learner that was filled in, or registered before
    for count in range(first, first + number):
        register_person(
            name=learner(count).name,
            email=f"learner-{count}@school.example",
            password=None,
            language="en",
            time_zone="Europe/Brussels",
            of_age=True,
            consents={},
        )
    began = time.monotonic()
    while Letter.objects.filter(sent_at=None).exists():
        if time.monotonic() - began > PATIENCE:
            raise TimeoutError("The worker has not sent all letters.")
        time.sleep(0.2)
