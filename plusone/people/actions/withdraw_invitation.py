"""An operator takes an invitation back before it is accepted."""

from django.db import transaction

from plusone.core import clock, events
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.people.access import may_run_the_school
from plusone.people.events import INVITATION_WITHDRAWN
from plusone.people.models import Invitation, Person


class TooLate(Refused):
    sentence = _("This invitation was accepted already. Withdraw the role instead.")


def withdraw_invitation(*, actor: Person, invitation: Invitation) -> Invitation:
    """Make the link of an invitation dead. Refuses an accepted one; done twice, it is done once."""
    may_run_the_school(actor)
    with transaction.atomic():
        stored = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if stored.accepted_at is not None:
            raise TooLate
        if stored.withdrawn_at is None:
            stored.withdrawn_at, stored.withdrawn_by = clock.now(), actor
            stored.save(update_fields=["withdrawn_at", "withdrawn_by"])
            events.record(INVITATION_WITHDRAWN, actor=actor, subject=stored)
    return stored
