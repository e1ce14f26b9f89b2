"""A dispute is decided by somebody who has not found in this case before."""

from collections.abc import Mapping

from django.db import transaction

from plusone.core import events
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import access, refusals, steps
from plusone.outcomes.actions.close_not_proven import close, find_not_proven
from plusone.outcomes.actions.confirm_case import Seen, close_as_proven, find_proven, guard_first_finding
from plusone.outcomes.events import NOT_PROVEN, REVERSED, UPHELD
from plusone.outcomes.models import Finding, Outcome
from plusone.outcomes.models.cases import State
from plusone.people.models import Person


class FoundBefore(Refused):
    status = 403
    sentence = _("You found in this case before, or opened the dispute, so somebody else decides it.")


def decide_dispute(
    *,
    actor: Person,
    outcome_id: int,
    seen: Seen,
    proven: bool,
    words: str = "",
    checks: Mapping[str, str] | None = None,
) -> Outcome:
    """*Upheld*: the job is proven, and counts as the rules say. Else it is reversed, or stays not proven.

    Refuses a stake, whoever found in an earlier round or opened the dispute, and *upheld* on evidence below E2. Where
    two verifiers are needed, two uphold; one is enough against.
    """
    with transaction.atomic():
        outcome = steps.take(outcome_id)
        access.guard_verifier(actor, outcome)
        if decided_before(actor, outcome):
            raise FoundBefore
        guard_first_finding(actor, outcome)
        seen.guard(outcome)
        if outcome.state != State.DISPUTED:
            raise refusals.CaseMoved
        if not proven:
            _refuse(actor, outcome, words)
        elif find_proven(actor, outcome, checks):
            close_as_proven(actor, outcome, State.UPHELD)
            events.record(UPHELD, actor=actor, subject=outcome, level=outcome.level)
    return outcome


def decided_before(actor: Person, outcome: Outcome) -> bool:
    """Whether they found in an earlier round, or opened this dispute."""
    opened = outcome.steps.filter(what="disputed").order_by("-pk").values_list("by", flat=True).first()
    return opened == actor.pk or outcome.verifications.filter(verifier=actor, round__lt=outcome.round).exists()


def _refuse(actor: Person, outcome: Outcome, words: str) -> None:
    """What was proven before is reversed; what was not stays not proven, and is not appealed again."""
    was_proven = (
        outcome.verifications.filter(round__lt=outcome.round).order_by("-round", "-pk").first().finding  # type: ignore[union-attr]
        == Finding.PROVEN
    )
    find_not_proven(actor, outcome)
    close(actor, outcome, State.REVERSED if was_proven else State.NOT_PROVEN, words)
    events.record(REVERSED if was_proven else NOT_PROVEN, actor=actor, subject=outcome)
