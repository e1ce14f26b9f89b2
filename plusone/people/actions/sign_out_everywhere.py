"""All sessions of a person end, on every device."""

from django.db import transaction
from django.db.models import F

from plusone.core import events
from plusone.people.events import SIGNED_OUT_EVERYWHERE
from plusone.people.models import Person


def sign_out_everywhere(*, actor: Person, person: Person) -> Person:
    """End each session of `person`, the one that asks too, at its next request."""
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(sign_in_generation=F("sign_in_generation") + 1)
        events.record(SIGNED_OUT_EVERYWHERE, actor=actor, subject=person)
    return Person.objects.get(pk=person.pk)
