"""A learner sends one proof: a document, sealed as it came."""

from django.core.files.storage import default_storage
from django.db import transaction

from plusone.core import clock, events, limits
from plusone.outcomes import access, refusals, sealing, steps
from plusone.outcomes.events import EVIDENCE_BROUGHT
from plusone.outcomes.evidence import level_of
from plusone.outcomes.models import Evidence, Outcome
from plusone.outcomes.models.cases import UNDECIDED, Level, State
from plusone.outcomes.uploads import SealedUpload
from plusone.people.models import Person


def send_evidence(*, actor: Person, outcome_id: int, upload: SealedUpload, keep: bool = False) -> Evidence:
    """Store the sealed file and hand the case to a registrar; the same file sent twice is one proof.

    Refuses files that nobody can check (`FactRefused`), and a case that is closed. Nothing is left in storage when
    it is refused.
    """
    media_type = upload.guard()
    limits.hit(f"outcomes.evidence:{actor.pk}", most=40, seconds=3600)
    sealed = sealing.store(upload.sealed)
    try:
        with transaction.atomic():
            outcome = steps.take(outcome_id)
            access.guard_own(actor, outcome)
            guard_open(outcome)
            same = outcome.evidence.filter(checksum=upload.checksum, deleted_at=None).first()
            if same is None:
                same = outcome.evidence.create(
                    kind=Evidence.Kind.DOCUMENT,
                    level=Level.E2,
                    revision=outcome.revision,
                    sealed=sealed,
                    checksum=upload.checksum,
                    size=upload.size,
                    media_type=media_type,
                    brought_by=actor,
                    received_at=clock.now(),
                    keep=keep,
                )
                arrived(outcome, same, by=actor)
    except BaseException:
        default_storage.delete(sealed)
        raise
    if same.sealed != sealed:
        default_storage.delete(sealed)
    return same


def guard_open(outcome: Outcome) -> None:
    """Proofs are taken while a case is undecided or disputed."""
    if outcome.state not in UNDECIDED and outcome.state != State.DISPUTED:
        raise refusals.CaseClosed


def arrived(outcome: Outcome, evidence: Evidence, *, by: Person | None) -> None:
    """A proof came in for a locked case: now it waits for a registrar, since the first one came."""
    if outcome.state != State.DISPUTED:
        outcome.state = State.IN_REVIEW
    outcome.waiting_since = outcome.waiting_since or clock.now()
    outcome.level = level_of(outcome)
    outcome.save(update_fields=["state", "waiting_since", "level"])
    steps.write(outcome, f"evidence_{evidence.kind}", by=by)
    events.record(EVIDENCE_BROUGHT, actor=by, subject=outcome, evidence=evidence.pk, level=evidence.level)
