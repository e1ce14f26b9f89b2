"""Somebody is erased: the row stays, blank, so that what others did and what was counted stays true."""

from django.db import transaction

from plusone.core import clock, events, privacy
from plusone.core.errors import NotAllowed
from plusone.core.text import gettext_lazy as _
from plusone.people import erasures, operators
from plusone.people.events import ERASED
from plusone.people.models import Person


class NotYours(NotAllowed):
    sentence = _("Only the person can erase themselves.")


def erase_person(*, actor: Person | None, person: Person) -> Person:
    """Let every room forget the person, and end their sessions.

    `actor` is the person, or None for the command line and a restore. Refuses the only operator. Done twice, it is
    done once. After the transaction the number and the day are written beside the keys, so that a back-up which
    still knows the person cannot bring them back.
    """
    if actor is not None and actor.pk != person.pk:
        raise NotYours
    with transaction.atomic():
        stored = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if stored.erased_at is not None:
            return stored
        if actor is not None:
            operators.must_remain_without(stored)
        privacy.erase_everywhere(stored)
        stored.refresh_from_db()
        events.record(ERASED, actor=stored, subject=stored)
        transaction.on_commit(lambda: erasures.note(stored.pk, clock.today()))
    return stored
