"""A verifier opens a sealed proof. Each look is stored."""

from django.db import transaction

from plusone.core import events
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import access, sealing, steps
from plusone.outcomes.events import EVIDENCE_VIEWED
from plusone.outcomes.models import Evidence
from plusone.people.models import Person


class FileGone(Refused):
    sentence = _("This file was deleted after the check. Its digest and who checked it stay.")


def open_evidence(*, actor: Person, evidence_id: int) -> tuple[Evidence, bytes]:
    """The proof and what it holds, in memory only. Refuses a stake, and a file that is gone."""
    with transaction.atomic():
        evidence = Evidence.objects.get(pk=evidence_id)
        access.guard_verifier(actor, steps.take(evidence.outcome_id))
        if not evidence.sealed or evidence.deleted_at is not None:
            raise FileGone
        events.record(EVIDENCE_VIEWED, actor=actor, subject=evidence, outcome=evidence.outcome_id)
    return evidence, sealing.opened(evidence.sealed)
