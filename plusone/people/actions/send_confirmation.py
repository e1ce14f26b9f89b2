"""The mail that confirms an address is sent, or sent again."""

from django.db import transaction
from django.urls import reverse

from plusone.core import mail, site
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.people import links
from plusone.people.models import MailedLink, Person


class AlreadyConfirmed(Refused):
    sentence = _("Your address is confirmed already.")


def send_confirmation(*, actor: Person) -> None:
    """Send a link with a button to the person's address; an older link stops working."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=actor.pk)
        if person.email_confirmed_at is not None:
            raise AlreadyConfirmed
        token = links.make(person, MailedLink.Kind.CONFIRM, person.email)
        mail.write(
            key=f"people-confirm-{token[:12]}",
            to=person.email,
            person_id=person.pk,
            language=person.language,
            template="people/mail/confirm",
            person=person,
            url=site.link(reverse("account_confirm_email", args=[token])),
        )
