"""Somebody wants to be written to at another address."""

from django.db import transaction
from django.urls import reverse

from plusone.core import mail, site
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.people import addresses, links
from plusone.people.actions.tell_owner import tell_owner
from plusone.people.models import MailedLink, Person


class SameAddress(Refused):
    sentence = _("This is your address already.")


def ask_for_address(*, actor: Person, email: str) -> None:
    """Send a link with a button to the new address; nothing changes before it is pressed.

    Where the address belongs to another account its owner is told, and the page says the same.
    """
    email = addresses.tidy(email)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=actor.pk)
        if email == person.email:
            raise SameAddress
        if addresses.owner(email) is not None:
            tell_owner(email=email)
            return
        token = links.make(person, MailedLink.Kind.ADDRESS, email)
        mail.write(
            key=f"people-address-{token[:12]}",
            to=email,
            person_id=person.pk,
            language=person.language,
            template="people/mail/new_address",
            person=person,
            url=site.link(reverse("people:new_address", args=[token])),
        )
