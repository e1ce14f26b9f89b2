"""Somebody accepts an invitation: with the account that they have, or with a new one."""

from django.db import transaction

from plusone.core import clock, events, ids
from plusone.core.errors import NotAllowed
from plusone.core.text import gettext_lazy as _
from plusone.people import passwords
from plusone.people.actions.confirm_address import confirm_address
from plusone.people.actions.give_role import grant
from plusone.people.actions.register_person import TooYoung, check_profile, make_person, tidy_name
from plusone.people.events import INVITATION_ACCEPTED
from plusone.people.links import DeadLink
from plusone.people.models import Invitation, Person


class ForSomebodyElse(NotAllowed):
    sentence = _("This invitation went to another address. Sign in with that one.")


def find_invitation(token: str, *, lock: bool = False) -> Invitation:
    """The open invitation with this secret; refuses with DeadLink when it is accepted, withdrawn, ended or unknown."""
    rows = Invitation.objects.select_for_update() if lock else Invitation.objects.all()
    invitation = rows.filter(digest=ids.digest(token)).first()
    if invitation is None or not invitation.is_open:
        raise DeadLink
    return invitation


def accept_as_member(*, token: str, actor: Person) -> Person:
    """Add the offered roles to the account of the invited address. Refuses any other account."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=actor.pk)
        invitation = find_invitation(token, lock=True)
        if invitation.email != person.email:
            raise ForSomebodyElse
        return _accept(invitation, person)


def accept_as_newcomer(
    *,
    token: str,
    name: str,
    password: str,
    language: str,
    time_zone: str,
    of_age: bool,
    consents: dict[str, bool],
) -> Person:
    """Make an account with the invited address, which the link has proved, and with the offered roles.

    Refuses what `register_person` refuses; of two presses at once one succeeds.
    """
    if not of_age:
        raise TooYoung
    check_profile(language, time_zone)
    with transaction.atomic():
        invitation = find_invitation(token, lock=True)
        person = Person(name=tidy_name(name), email=invitation.email, language=language, time_zone=time_zone)
        passwords.check(password, person)
        person.set_password(password)
        make_person(person, consents)
        return _accept(invitation, person)


def _accept(invitation: Invitation, person: Person) -> Person:
    invitation.accepted_at, invitation.accepted_by = clock.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    for role in invitation.roles:
        grant(giver=invitation.invited_by, person=person, role=role)
    events.record(INVITATION_ACCEPTED, actor=person, subject=invitation)
    return confirm_address(person=person)
