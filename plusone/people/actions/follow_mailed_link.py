"""The button behind a mailed link: an address is confirmed, or replaced by the one that the mail went to."""

from django.db import IntegrityError, transaction

from plusone.core import clock, events, mail
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.people import addresses, links
from plusone.people.actions.confirm_address import confirm_address
from plusone.people.events import ADDRESS_CHANGED
from plusone.people.models import MailedLink, Person


class AddressGone(Refused):
    """In the meantime somebody else made an account with the address."""

    sentence = _("This address belongs to another account now. Yours keeps the old one.")


def confirm_by_link(*, token: str) -> Person:
    """Confirm the address that the link was sent to. Refuses a dead link, also after the address was changed."""
    with transaction.atomic():
        link, person = links.claim(MailedLink.Kind.CONFIRM, token)
        if link.email != person.email:
            raise links.DeadLink
        return confirm_address(person=person)


def change_address(*, token: str) -> Person:
    """Make the confirmed new address the person's own, and tell the old one.

    Links for a new password that went to the old address stop working. A second press changes nothing.
    """
    with transaction.atomic():
        link, person = links.claim(MailedLink.Kind.ADDRESS, token)
        if person.email == link.email:
            return person
        old, person.email, person.email_confirmed_at = person.email, link.email, clock.now()
        try:
            with transaction.atomic():
                person.save(update_fields=["email", "email_confirmed_at"])
        except IntegrityError:
            raise AddressGone from None
        person.mailed_links.exclude(pk=link.pk).delete()
        addresses.mirror(person)
        event = events.record(ADDRESS_CHANGED, actor=person, subject=person)
        mail.write(
            key=f"people-address-changed-{event.pk}",
            to=old,
            person_id=person.pk,
            language=person.language,
            template="people/mail/address_changed",
            person=person,
        )
    return person
