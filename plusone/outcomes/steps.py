"""What every action on a case does: take it, write its history, keep words apart, and tell the learner."""

import secrets
from typing import Any

from plusone.core import clock, ids, mail
from plusone.outcomes import chain
from plusone.outcomes.models import CaseStep, Outcome
from plusone.people.models import Person, Remark


def take(outcome_id: int) -> Outcome:
    """The case, locked until the transaction ends, with its person. The ledger's lock comes first, as it asks for."""
    chain.lock()
    return Outcome.objects.select_for_update(of=("self",)).select_related("person").get(pk=outcome_id)


def write(outcome: Outcome, what: str, *, by: Person | None, words: str = "") -> CaseStep:
    """One line of the case's history: the state that it has now. `words` go into an erasable remark."""
    remark = remember(outcome, by, words) if words else None
    return CaseStep.objects.create(
        outcome=outcome,
        state=outcome.state,
        what=what,
        by=by,
        at=clock.now(),
        revision=outcome.revision,
        remark_id=remark.pk if remark else None,
        remark_digest=remark.digest if remark else "",
    )


def remember(outcome: Outcome, writer: Person | None, words: str) -> Remark:
    """Words about the learner, apart from the immutable row that names their digest."""
    salt = secrets.token_hex(16)
    return Remark.objects.create(
        about=outcome.person, writer=writer, text=words, salt=salt, digest=ids.salted_digest(salt, words)
    )


def tell(outcome: Outcome, letter: str, *, once: str = "", **context: Any) -> None:
    """A letter to the learner about their case; `once` tells apart letters of one kind. Nobody erased is written to."""
    person = outcome.person
    if person.erased_at is not None:
        return
    mail.write(
        key=f"outcomes.{letter}:{outcome.pk}:{once or outcome.revision}:{outcome.round}",
        to=person.email,
        person_id=person.pk,
        language=person.language,
        template=f"outcomes/mail/{letter}",
        outcome=outcome,
        person=person,
        **context,
    )
