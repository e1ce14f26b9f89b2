"""Witnesses: their mail, and the secret of their links, signed, so that each mail can carry it and no table does."""

from django.core import signing
from django.urls import reverse

from plusone.core import mail, site
from plusone.outcomes.models import Head, Witness

_signer = signing.Signer(salt="plusone.outcomes.witness", sep=".")


def token(witness: Witness) -> str:
    return _signer.sign(str(witness.pk))


def of(given: str) -> Witness | None:
    """The witness whose secret this is; None for anything else, and for one who stopped."""
    try:
        return Witness.objects.filter(pk=int(_signer.unsign(given))).first()
    except (signing.BadSignature, ValueError):
        return None


def send_head(witness: Witness, head: Head) -> None:
    """Write one head to one witness, once."""
    mail.write(
        key=f"head-{head.pk}-{witness.pk}",
        to=witness.email,
        template="outcomes/mail/head",
        language=witness.language,
        head=head,
        address=_address(witness),
        ledger_page=site.link(reverse("outcomes:how_we_count")),
    )


def send_question(witness: Witness, day: str) -> None:
    """Ask whether they want to be a witness, at most once a day."""
    mail.write(
        key=f"witness-{witness.pk}-{day}",
        to=witness.email,
        template="outcomes/mail/witness",
        language=witness.language,
        address=_address(witness),
    )


def _address(witness: Witness) -> str:
    return site.link(reverse("outcomes:witness", args=[token(witness)]))
