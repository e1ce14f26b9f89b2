"""Look around as somebody of the demo's cast, by one click."""

from django.conf import settings

from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.demo.cast import BY_KEY
from plusone.people.models import Person


class NotInTheCast(Refused):
    status = 404
    sentence = _("Nobody of that name lives in the demo school.")


class HasPassword(Refused):
    sentence = _("Somebody gave this account a password. Sign in with it, or choose somebody else.")


def continue_as(*, key: str) -> Person:
    """Whoever may be signed in without a password: of the cast, in the demo, and as long as they have none.

    A real school never gets past the first line, whoever else lives in its database.
    """
    member = BY_KEY.get(key) if settings.DEMO else None
    person = Person.objects.filter(email=member.email, erased_at=None, is_active=True).first() if member else None
    if person is None:
        raise NotInTheCast
    if person.has_usable_password():
        raise HasPassword
    return person
