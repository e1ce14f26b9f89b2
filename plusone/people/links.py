"""Links that travel by mail: made, opened, and dead when a newer one was asked for."""

from datetime import timedelta

from plusone.core import clock, ids
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.people.models import MailedLink, Person

LASTS = {
    MailedLink.Kind.CONFIRM: timedelta(days=7),
    MailedLink.Kind.RESET: timedelta(hours=24),
    MailedLink.Kind.ADDRESS: timedelta(days=2),
}


class DeadLink(Refused):
    """The secret is unknown, used, replaced or too old; all look the same from outside."""

    status = 404
    sentence = _("This link no longer works. It may be used up, too old, or replaced by a newer one.")


def make(person: Person, kind: MailedLink.Kind, email: str) -> str:
    """A secret for a link to `email`; the one that was made before stops working."""
    token = ids.new_token()
    moment = clock.now()
    MailedLink.objects.update_or_create(
        person=person,
        kind=kind,
        defaults={
            "email": email,
            "digest": ids.digest(token),
            "made_at": moment,
            "expires_at": moment + LASTS[kind],
        },
    )
    return token


def find(kind: MailedLink.Kind, token: str) -> MailedLink:
    """The living link with this secret; refuses with DeadLink."""
    link = MailedLink.objects.filter(kind=kind, digest=ids.digest(token), expires_at__gt=clock.now()).first()
    if link is None:
        raise DeadLink
    return link


def claim(kind: MailedLink.Kind, token: str) -> tuple[MailedLink, Person]:
    """The living link and its person, locked until the transaction ends; refuses with DeadLink.

    The person is locked first, as everywhere, and the link is looked at again: it may have died meanwhile.
    """
    person = Person.objects.select_for_update().get(pk=find(kind, token).person_id)
    return find(kind, token), person
