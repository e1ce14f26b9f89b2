"""An operator gives somebody a role."""

from django.db import transaction

from plusone.core import clock, events
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.people.access import may_run_the_school
from plusone.people.events import ROLE_GIVEN
from plusone.people.models import Person, Role, RoleGrant


class UnknownRole(Refused):
    sentence = _("There is no such role.")


class NobodyToGiveItTo(Refused):
    sentence = _("This account was erased.")


def give_role(*, actor: Person | None, person: Person, role: str) -> RoleGrant:
    """Put a role in force. A role that is in force already stays as it is. Refuses whoever is no operator."""
    may_run_the_school(actor)
    return grant(giver=actor, person=person, role=role)


def grant(*, giver: Person | None, person: Person, role: str) -> RoleGrant:
    """The same for an accepted invitation, which an operator signed when it was sent."""
    if role not in Role.values:
        raise UnknownRole
    with transaction.atomic():
        stored = Person.objects.select_for_update().get(pk=person.pk)
        if stored.erased_at is not None:
            raise NobodyToGiveItTo
        in_force = RoleGrant.objects.in_force().filter(person=stored, role=role).first()
        if in_force is not None:
            return in_force
        given = RoleGrant.objects.create(person=stored, role=role, given_by=giver, given_at=clock.now())
        events.record(ROLE_GIVEN, actor=giver, subject=stored, role=role)
    return given
