"""The count's part in what leaves with a person: their link to a line goes, the line stays."""

from typing import Any

from django.db import transaction

from plusone.outcomes import chain
from plusone.outcomes.models import CountedPerson, PersonTally
from plusone.people.models import Person


def export(person: Person) -> list[dict[str, Any]]:
    """Which lines of the ledger stand for the person, with the salt that proves it."""
    mine = CountedPerson.objects.filter(person=person).select_related("entry").order_by("pk")
    return [
        {"line": one.entry_id, "says": one.entry.raw, "salt": one.salt, "taken_back_by": one.reversed_by_id}
        for one in mine
    ]


def erase(person: Person) -> None:
    """Delete the links and their salts: from then on nobody can tell which lines were this person's.

    The lines, their totals and the tally of the goal stay; `settle` leaves somebody erased as they are.
    """
    with transaction.atomic():
        chain.lock()
        CountedPerson.objects.filter(person=person).delete()
        PersonTally.objects.filter(person=person).delete()
