"""An operator invites somebody by mail."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from plusone.core import clock, events, ids, mail, site
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.people import addresses
from plusone.people.access import may_run_the_school
from plusone.people.actions.give_role import UnknownRole
from plusone.people.actions.register_person import UnknownLanguage
from plusone.people.events import INVITED
from plusone.people.models import Invitation, Person, Role

LASTS = timedelta(days=14)


class HasThem(Refused):
    """There is nothing to offer."""

    sentence = _("This person has these roles already.")


def invite_person(*, actor: Person | None, email: str, roles: list[str], language: str) -> tuple[Invitation, str]:
    """Send a link that offers `roles` and works for 14 days. Returns the invitation and the secret of its link.

    An open invitation to the same address is withdrawn: only the newest link works. Refuses whoever is no operator,
    unknown roles and languages, and somebody who has all the roles.
    """
    may_run_the_school(actor)
    wanted = [role for role in Role.values if role in roles]
    if len(wanted) != len(set(roles)):
        raise UnknownRole
    if language not in dict(settings.LANGUAGES):
        raise UnknownLanguage
    email, token, moment = addresses.tidy(email), ids.new_token(), clock.now()
    with transaction.atomic():
        known = addresses.owner(email, lock=True)
        if known is not None and known.roles() >= set(wanted):
            raise HasThem
        _open(email).update(withdrawn_at=moment, withdrawn_by=actor)
        invitation = Invitation.objects.create(
            email=email,
            roles=wanted,
            language=language,
            digest=ids.digest(token),
            invited_by=actor,
            invited_at=moment,
            expires_at=moment + LASTS,
        )
        events.record(INVITED, actor=actor, subject=invitation, roles=wanted)
        _write(invitation, token)
    return invitation, token


def _open(email: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None)


def _write(invitation: Invitation, token: str) -> None:
    with translation.override(invitation.language):
        roles = ", ".join(str(name) for name in invitation.role_names)
    mail.write(
        key=letter_key(invitation.pk),
        to=invitation.email,
        language=invitation.language,
        template="people/mail/invitation",
        roles=roles,
        url=site.link(reverse("people:invitation", args=[token])),
    )


def letter_key(invitation_id: int) -> str:
    """The key of the invitation's letter, by which the operator sees whether it went out."""
    return f"people-invitation-{invitation_id}"
