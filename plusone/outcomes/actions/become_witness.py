"""Somebody outside the school asks for each day's head, confirms the address by a button, and can stop at any time."""

from django.db import transaction

from plusone.core import clock
from plusone.outcomes import witnesses
from plusone.outcomes.models import Head, Witness


def ask_to_witness(*, email: str, language: str) -> Witness:
    """Store the wish and mail a link to a button. Asked again it is the same witness; nobody learns who is one."""
    with transaction.atomic():
        known = Witness.objects.filter(email__iexact=email).first()
        witness = known or Witness.objects.create(email=email.lower(), language=language)
        if witness.confirmed_at is None:
            witnesses.send_question(witness, clock.today().isoformat())
    return witness


def confirm_witness(*, witness: Witness) -> None:
    """From now on each day's head goes to this address, and the newest one at once. Again it changes nothing."""
    with transaction.atomic():
        Witness.objects.filter(pk=witness.pk, confirmed_at=None).update(confirmed_at=clock.now())
        newest = Head.objects.order_by("-day").first()
        if newest:
            witnesses.send_head(witness, newest)


def stop_witness(*, witness: Witness) -> None:
    """Forget the address."""
    Witness.objects.filter(pk=witness.pk).delete()
