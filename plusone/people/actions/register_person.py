"""Somebody makes an account."""

import unicodedata

from django.conf import settings
from django.db import IntegrityError, transaction

from plusone.core import clock, events, privacy, site
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.people import addresses, passwords, zones
from plusone.people.actions.send_confirmation import send_confirmation
from plusone.people.events import REGISTERED
from plusone.people.models import Consent, Person

NAME_LENGTH = 120
JOINERS = {"\u200c", "\u200d"}  # names in Persian or Hindi need them


class TooYoung(Refused):
    """Younger people read every course, but keep no account."""

    sentence = _("You can make an account from {age} years on. You can read every course without one.")

    def __init__(self) -> None:
        super().__init__(
            str(self.sentence).format(age=site.current().minimum_age), way_on=(_("See all courses"), "/courses/")
        )


class AddressTaken(Refused):
    """Somebody has an account with this address. Pages must not tell a visitor so."""

    sentence = _("This address has an account already.")


class NoName(Refused):
    sentence = _("Write a name of up to 120 letters.")


class UnknownZone(Refused):
    sentence = _("This time zone does not exist. Choose one from the list.")


class UnknownLanguage(Refused):
    sentence = _("The school does not speak this language yet. Choose one from the list.")


class UnknownUse(Refused):
    sentence = _("The school does not ask this question.")


def tidy_name(name: str) -> str:
    """A name on one line, without the marks that turn the text around it; refuses an empty or endless one."""
    visible = "".join(
        letter if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or letter in JOINERS else " "
        for letter in unicodedata.normalize("NFC", name)
    )
    tidied = " ".join(visible.split())
    if not tidied or len(tidied) > NAME_LENGTH:
        raise NoName
    return tidied


def check_profile(language: str, time_zone: str) -> None:
    """Refuses a language that is not offered and a time zone that does not exist."""
    if language not in dict(settings.LANGUAGES):
        raise UnknownLanguage
    if time_zone not in zones.known():
        raise UnknownZone


def register_person(
    *,
    name: str,
    email: str,
    password: str | None,
    language: str,
    time_zone: str,
    of_age: bool,
    consents: dict[str, bool],
) -> Person:
    """Make an account, store the answers that were given, and send the mail that confirms the address.

    Without a password nobody can sign in until one is set by mail. Refuses who is too young, an address that has an
    account (also when two arrive at once), a weak password, and zones, languages and uses that do not exist.
    """
    if not of_age:
        raise TooYoung
    check_profile(language, time_zone)
    person = Person(name=tidy_name(name), email=addresses.tidy(email), language=language, time_zone=time_zone)
    if password is None:
        person.set_unusable_password()
    else:
        passwords.check(password, person)
        person.set_password(password)
    with transaction.atomic():
        make_person(person, consents)
        send_confirmation(actor=person)
    return person


def make_person(person: Person, consents: dict[str, bool]) -> None:
    """Store a new row with its answers; inside a transaction. Refuses an address that has an account."""
    asked = {use.key: use for use in privacy.uses()}
    if not consents.keys() <= asked.keys():
        raise UnknownUse
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        raise AddressTaken from None
    addresses.mirror(person)
    Consent.objects.bulk_create(
        Consent(person=person, use=key, wording=asked[key].version, answer=answer, at=clock.now())
        for key, answer in consents.items()
    )
    events.record(REGISTERED, actor=person, subject=person, allowed=sorted(key for key, yes in consents.items() if yes))
