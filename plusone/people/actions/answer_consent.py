"""Somebody says yes or no to one use of their data."""

from django.db import transaction

from plusone.core import events, privacy
from plusone.people.actions.register_person import UnknownUse
from plusone.people.events import CONSENT_ANSWERED
from plusone.people.models import Consent, Person


def answer_consent(*, actor: Person, use: str, answer: bool) -> Consent:
    """Store an answer to the present wording; the newest is in force. The same answer again is no second row."""
    asked = next((one for one in privacy.uses() if one.key == use), None)
    if asked is None:
        raise UnknownUse
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=actor.pk)
        newest = Consent.objects.filter(person=actor, use=use).order_by("-pk").first()
        if newest is not None and (newest.answer, newest.wording) == (answer, asked.version):
            return newest
        given = Consent.objects.create(person=actor, use=use, wording=asked.version, answer=answer)
        events.record(CONSENT_ANSWERED, actor=actor, subject=given, use=use, answer=answer)
    return given
