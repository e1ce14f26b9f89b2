"""An operator withdraws a role."""

from django.db import transaction

from plusone.core import clock, events
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.people import operators
from plusone.people.access import OperatorsOnly, may_run_the_school
from plusone.people.events import ROLE_WITHDRAWN
from plusone.people.models import Person, Role, RoleGrant


class NotHeld(Refused):
    sentence = _("This role was withdrawn already.")


def withdraw_role(*, actor: Person | None, person: Person, role: str) -> RoleGrant:
    """End a role. Refuses whoever is no operator (any more), a role that is not in force, and the last operator.

    Two operators who withdraw each other at once: one succeeds, the other is no operator any more.
    """
    may_run_the_school(actor)
    with transaction.atomic():
        if role == Role.OPERATOR:
            operators.must_remain_without(person)
            if actor is not None and not _is_operator(actor):
                raise OperatorsOnly
        held = RoleGrant.objects.in_force().select_for_update().filter(person=person, role=role).first()
        if held is None:
            raise NotHeld
        held.withdrawn_at, held.withdrawn_by = clock.now(), actor
        held.save(update_fields=["withdrawn_at", "withdrawn_by"])
        events.record(ROLE_WITHDRAWN, actor=actor, subject=person, role=role)
    return held


def _is_operator(person: Person) -> bool:
    """As the database knows it under the lock, not as it was when the request began."""
    return RoleGrant.objects.in_force().filter(person=person, role=Role.OPERATOR).exists()
