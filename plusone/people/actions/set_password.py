"""A new password, for somebody who knows the old one or holds a mailed link."""

from django.db import transaction

from plusone.core import events, mail
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.people import addresses, links, passwords
from plusone.people.actions.confirm_address import confirm_address
from plusone.people.events import PASSWORD_CHANGED
from plusone.people.models import MailedLink, Person


class WrongPassword(Refused):
    sentence = _("This is not your present password.")


def _set(person: Person, password: str) -> None:
    """Store it: ends every session, kills every link for a new password, tells the person."""
    passwords.check(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    person.mailed_links.filter(kind=MailedLink.Kind.RESET).delete()
    addresses.mirror(person)
    event = events.record(PASSWORD_CHANGED, actor=person, subject=person)
    mail.write(
        key=f"people-password-{event.pk}",
        to=person.email,
        person_id=person.pk,
        language=person.language,
        template="people/mail/password_changed",
        person=person,
    )


def change_password(*, actor: Person, present: str, password: str) -> Person:
    """Replace the password of somebody who knows it. Refuses a wrong or weak one. Sessions elsewhere end."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=actor.pk)
        if person.has_usable_password() and not person.check_password(present):
            raise WrongPassword
        _set(person, password)
    return person


def reset_password(*, token: str, password: str) -> Person:
    """Set a password by a mailed link, which then is dead. The link also proves the address. Sessions end."""
    with transaction.atomic():
        link, person = links.claim(MailedLink.Kind.RESET, token)
        if link.email != person.email:
            raise links.DeadLink
        _set(person, password)
        return confirm_address(person=person)
