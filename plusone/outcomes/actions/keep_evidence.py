"""A learner chooses whether a proof is kept after the check."""

from django.db import transaction

from plusone.outcomes import access, refusals, steps
from plusone.outcomes.evidence import forget_files
from plusone.outcomes.models import Evidence
from plusone.people.models import Person


def keep_evidence(*, actor: Person, evidence_id: int, keep: bool) -> Evidence:
    """Store the choice. After the decision, *do not keep* deletes the file at once. Refuses a file that is gone."""
    with transaction.atomic():
        outcome = steps.take(Evidence.objects.get(pk=evidence_id).outcome_id)
        access.guard_own(actor, outcome)
        evidence = Evidence.objects.get(pk=evidence_id)
        if evidence.deleted_at is not None or not evidence.sealed:
            raise refusals.CaseClosed
        evidence.keep = keep
        evidence.save(update_fields=["keep"])
        if not keep and outcome.decided:
            forget_files(outcome)
            evidence.refresh_from_db()
    return evidence
