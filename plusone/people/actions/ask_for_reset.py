"""A link for a new password is asked for: by somebody who forgot theirs, or by an operator who helps."""

from django.db import transaction
from django.urls import reverse

from plusone.core import events, mail, site
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.people import addresses, links
from plusone.people.events import RESET_ASKED
from plusone.people.models import MailedLink, Person


class NobodyThere(Refused):
    sentence = _("Nobody has an account with this address.")


def _make(person: Person, actor: Person | None) -> str:
    token = links.make(person, MailedLink.Kind.RESET, person.email)
    events.record(RESET_ASKED, actor=actor, subject=person)
    return reverse("account_reset_password_from_key", args=[token])


def ask_for_reset(*, email: str, actor: Person | None = None) -> None:
    """Send a link for a new password, good for a day and once; an older link stops working.

    An address without an account gets nothing, and nobody learns which of the two it was.
    """
    with transaction.atomic():
        person = addresses.owner(email, lock=True)
        if person is None or person.erased_at is not None:
            return
        path = _make(person, actor)
        mail.write(
            key=f"people-reset-{path.rsplit('/', 2)[-2][:12]}",
            to=person.email,
            person_id=person.pk,
            language=person.language,
            template="people/mail/reset",
            person=person,
            url=site.link(path),
        )


def unlock(*, email: str) -> str:
    """For the command line: the path of a link for a new password, without any mail. Refuses an unknown address."""
    with transaction.atomic():
        person = addresses.owner(email, lock=True)
        if person is None or person.erased_at is not None:
            raise NobodyThere
        return _make(person, None)
