"""What proves a case: the level that its evidence reaches, and the deletion of files after the check."""

from collections.abc import Iterable

from plusone.core import clock, events
from plusone.outcomes.dropping import drop_sealed
from plusone.outcomes.events import EVIDENCE_DELETED
from plusone.outcomes.models import Evidence, Finding, Outcome, Verification
from plusone.outcomes.models.cases import Level


def level_reached(outcome: Outcome, evidence: Iterable[Evidence], found: Iterable[Verification]) -> str:
    """The highest level that can be looked at now, or that a verifier found at this revision before.

    A file that was deleted after an earlier check proves only what that check found. An employer's answer proves
    the facts that it was asked about, not those of a later revision.
    """
    levels = {str(Level.E1)}
    for one in evidence:
        seen = one.deleted_at is None
        if one.kind == Evidence.Kind.EMPLOYER:
            seen = one.revision == outcome.revision
        if seen:
            levels.add(one.level)
    for finding in found:
        if finding.finding == Finding.PROVEN and finding.revision == outcome.revision:
            levels.add(finding.level)
    return max(levels)


def level_of(outcome: Outcome) -> str:
    return level_reached(outcome, outcome.evidence.all(), outcome.verifications.all())


def forget_files(outcome: Outcome, *, kept_too: bool = False) -> None:
    """Mark the files of a decided case as deleted and order their deletion. Those that the learner wants to keep stay,
    unless `kept_too`. Runs inside the transaction of the decision."""
    files = outcome.evidence.exclude(sealed="").filter(deleted_at=None)
    for one in files if kept_too else files.filter(keep=False):
        one.deleted_at = clock.now()
        one.save(update_fields=["deleted_at"])
        events.record(EVIDENCE_DELETED, subject=one, outcome=outcome.pk)
        drop_sealed.enqueue(one.sealed)
