"""A registrar without a stake confirms a case: it is verified, or waits for the second of two verifiers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from plusone.core import clock, events
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import access, refusals, rules, steps
from plusone.outcomes.events import HALF_CONFIRMED, VERIFIED
from plusone.outcomes.evidence import forget_files, level_of
from plusone.outcomes.models import Finding, Outcome, Verification
from plusone.outcomes.models.cases import State
from plusone.outcomes.recount import recount
from plusone.people.models import Person

LOWEST = "E2"


class NotProvenYet(Refused):
    sentence = _("Only the learner’s own word is there, so it cannot be confirmed. Ask for a proof first.")


class FoundAlready(Refused):
    sentence = _("You confirmed this case already. It needs a second verifier: somebody else than you.")


@dataclass(frozen=True)
class Seen:
    """The case as the page showed it; a decision about anything else is refused."""

    revision: int
    round: int
    state: str

    def guard(self, outcome: Outcome) -> None:
        if (outcome.revision, outcome.round, outcome.state) != (self.revision, self.round, self.state):
            raise refusals.CaseMoved


def confirm_case(*, actor: Person, outcome_id: int, seen: Seen, checks: Mapping[str, str] | None = None) -> Outcome:
    """Store the finding; with the last verifier that is needed the case is verified and the person's count settled.

    Refuses: a stake, a case that changed since it was seen, evidence below E2, the same verifier twice.
    """
    with transaction.atomic():
        outcome = steps.take(outcome_id)
        access.guard_verifier(actor, outcome)
        guard_first_finding(actor, outcome)
        seen.guard(outcome)
        if outcome.state != State.IN_REVIEW:
            raise refusals.CaseMoved
        if find_proven(actor, outcome, checks):
            close_as_proven(actor, outcome, State.VERIFIED)
    return outcome


def guard_first_finding(actor: Person, outcome: Outcome) -> None:
    found = outcome.verifications.filter(verifier=actor, revision=outcome.revision, round=outcome.round)
    if found.exists():
        raise FoundAlready


def find_proven(actor: Person, outcome: Outcome, checks: Mapping[str, str] | None) -> bool:
    """Store one verifier's *proven*; true when as many found so in this round as the case needs."""
    level = level_of(outcome)
    if level < LOWEST:
        raise NotProvenYet
    Verification.objects.create(
        outcome=outcome,
        revision=outcome.revision,
        round=outcome.round,
        verifier=actor,
        finding=Finding.PROVEN,
        level=level,
        rules=rules.in_force(outcome.started_on).version,
        checks=dict(checks or {}),
        at=clock.now(),
    )
    outcome.level = level
    outcome.save(update_fields=["level"])
    proven = outcome.verifications.filter(revision=outcome.revision, round=outcome.round, finding=Finding.PROVEN)
    if proven.count() >= outcome.verifiers_needed:
        return True
    steps.write(outcome, "half_confirmed", by=actor)
    events.record(HALF_CONFIRMED, actor=actor, subject=outcome)
    return False


def close_as_proven(actor: Person, outcome: Outcome, state: State) -> None:
    """Verified (or upheld): its files go, the count is settled, and the learner is told where it stands."""
    outcome.state = state
    outcome.waiting_since = None
    outcome.save(update_fields=["state", "waiting_since"])
    outcome.evidence.filter(checked_at=None).update(checked_by=actor, checked_at=clock.now())
    forget_files(outcome)
    steps.write(outcome, state.value, by=actor)
    if state == State.VERIFIED:
        events.record(VERIFIED, actor=actor, subject=outcome, level=outcome.level)
    recount(outcome, actor=actor)
    outcome.refresh_from_db(fields=["counted_since", "counted_until"])
    steps.tell(outcome, state.value, ahead=outcome.started_on > clock.today(outcome.person.time_zone))
