"""Somebody presses the button in the mail to their address."""

from django.db import transaction

from plusone.core import clock, events
from plusone.people import addresses
from plusone.people.events import ADDRESS_CONFIRMED
from plusone.people.models import Person


def confirm_address(*, person: Person) -> Person:
    """Store that the person's present address is theirs; a second press changes nothing.

    Whoever calls has proof of it: the secret of a mailed link, or an invitation to that address.
    """
    with transaction.atomic():
        stored = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if stored.email_confirmed_at is None:
            stored.email_confirmed_at = clock.now()
            stored.save(update_fields=["email_confirmed_at"])
            addresses.mirror(stored)
            events.record(ADDRESS_CONFIRMED, actor=stored, subject=stored)
    return stored
