"""A registrar closes a case as not proven, with the reason. It stays celebrated."""

from django.db import transaction

from plusone.core import clock, events
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import access, refusals, rules, steps
from plusone.outcomes.actions.confirm_case import Seen
from plusone.outcomes.events import NOT_PROVEN
from plusone.outcomes.evidence import forget_files, level_of
from plusone.outcomes.models import Finding, Outcome, Verification
from plusone.outcomes.models.cases import State
from plusone.outcomes.recount import recount
from plusone.people.models import Person


class StillTime(Refused):
    sentence = _("The learner still has time to send a proof. Wait until that day is over.")


def close_not_proven(*, actor: Person, outcome_id: int, seen: Seen, words: str) -> Outcome:
    """Close the case; the learner reads `words` and may appeal within 14 days.

    Without a proof it can only be closed when the time for sending one is over.
    """
    with transaction.atomic():
        outcome = steps.take(outcome_id)
        access.guard_verifier(actor, outcome)
        seen.guard(outcome)
        if outcome.state in {State.REPORTED, State.ASKED}:
            due = outcome.evidence_due_on
            if due is None or due >= clock.today(outcome.person.time_zone):
                raise StillTime
        elif outcome.state != State.IN_REVIEW:
            raise refusals.CaseMoved
        find_not_proven(actor, outcome)
        close(actor, outcome, State.NOT_PROVEN, words)
        events.record(NOT_PROVEN, actor=actor, subject=outcome)
    return outcome


def find_not_proven(actor: Person, outcome: Outcome) -> None:
    """Store one verifier's *not proven* of a locked case; it takes the place of no finding of theirs in this round."""
    Verification.objects.get_or_create(
        outcome=outcome,
        revision=outcome.revision,
        round=outcome.round,
        verifier=actor,
        defaults={
            "finding": Finding.NOT_PROVEN,
            "level": level_of(outcome),
            "rules": rules.in_force(outcome.started_on).version,
            "at": clock.now(),
        },
    )


def close(actor: Person, outcome: Outcome, state: State, words: str) -> None:
    """Close a locked case against the learner: files go, words reach them, the count is settled."""
    outcome.state = state
    outcome.waiting_since = None
    outcome.save(update_fields=["state", "waiting_since"])
    outcome.employer_questions.filter(answered_at=None).update(withdrawn_at=clock.now())
    outcome.evidence.filter(checked_at=None).update(checked_by=actor, checked_at=clock.now())
    forget_files(outcome)
    steps.write(outcome, state.value, by=actor, words=words)
    steps.tell(outcome, state.value, words=words)
    recount(outcome, actor=actor)
