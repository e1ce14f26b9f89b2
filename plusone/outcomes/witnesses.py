"""The secret of a witness's links: signed, so that each mail can carry it and no table holds it."""

from django.core import signing

from plusone.outcomes.models import Witness

_signer = signing.Signer(salt="plusone.outcomes.witness", sep=".")


def token(witness: Witness) -> str:
    return _signer.sign(str(witness.pk))


def of(given: str) -> Witness | None:
    """The witness whose secret this is; None for anything else."""
    try:
        return Witness.objects.filter(pk=int(_signer.unsign(given))).first()
    except (signing.BadSignature, ValueError):
        return None
