"""Somebody changes what the school knows about how to address and serve them."""

from django.db import transaction

from plusone.core import events
from plusone.people.actions.register_person import check_profile, tidy_name
from plusone.people.events import PROFILE_CHANGED
from plusone.people.models import Person


def change_profile(*, actor: Person, name: str, language: str, time_zone: str, access_needs: str) -> Person:
    """Replace the four together. Refuses an empty name, and languages and zones that do not exist. Keeps no history."""
    check_profile(language, time_zone)
    tidied = tidy_name(name)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=actor.pk)
        person.name, person.language, person.time_zone = tidied, language, time_zone
        person.access_needs = access_needs.strip()
        person.save(update_fields=["name", "language", "time_zone", "access_needs"])
        events.record(PROFILE_CHANGED, actor=person, subject=person)
    return person
