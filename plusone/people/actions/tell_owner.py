"""Somebody used an address that has an account: the page does not say so, a mail to its owner does."""

from django.db import transaction
from django.urls import reverse

from plusone.core import clock, mail, site
from plusone.people import addresses


def tell_owner(*, email: str) -> None:
    """Write to the owner of the address that somebody tried to use it, at most once an hour."""
    with transaction.atomic():
        person = addresses.owner(email)
        if person is None:
            return
        mail.write(
            key=f"people-owner-{person.pk}-{clock.now():%Y%m%d%H}",
            to=person.email,
            person_id=person.pk,
            language=person.language,
            template="people/mail/have_account",
            person=person,
            sign_in=site.link(reverse("account_login")),
            reset=site.link(reverse("account_reset_password")),
        )
