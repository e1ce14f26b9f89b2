"""Somebody at the employer presses one of the buttons of the mailed page."""

from collections.abc import Sequence

from django.db import transaction

from plusone.core import clock, events, ids
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import steps
from plusone.outcomes.actions.appeal import open_dispute
from plusone.outcomes.actions.ask_employer import expires
from plusone.outcomes.actions.confirm_start import store_start
from plusone.outcomes.actions.send_evidence import arrived
from plusone.outcomes.addresses import is_checked
from plusone.outcomes.events import EMPLOYER_ANSWERED
from plusone.outcomes.models import EmployerQuestion, Evidence, Outcome
from plusone.outcomes.models.cases import UNDECIDED, Level, State


class UnknownLink(Refused):
    status = 404
    sentence = _("This link is not one of ours. Open it from the mail again, whole.")


class LinkOver(Refused):
    sentence = _("The time for an answer is over. Nothing is held against anybody; the learner sends another proof.")


class LinkWithdrawn(Refused):
    sentence = _("This question was withdrawn, because the report has changed. You need not answer it.")


class AnsweredBefore(Refused):
    sentence = _("This question was answered already. Thank you.")


def find_question(token: str) -> EmployerQuestion:
    """The question of a link that can still be answered. Reads only, so that opening a link changes nothing."""
    found = EmployerQuestion.objects.select_related("outcome__person").filter(digest=ids.digest(token)).first()
    if found is None:
        raise UnknownLink
    if found.answered_at is not None:
        raise AnsweredBefore
    if found.withdrawn_at is not None or found.revision != found.outcome.revision:
        raise LinkWithdrawn
    if clock.now() > expires(found):
        raise LinkOver
    return found


def answer_employer(*, token: str, answer: str, differs: Sequence[str] = ()) -> EmployerQuestion:
    """Store the answer, once. *Yes* is evidence: E3 from a checked address, else E1; on or after the first day it
    confirms the start too. The other answers send the case to a registrar, or back to the learner."""
    with transaction.atomic():
        outcome = steps.take(find_question(token).outcome_id)
        question = find_question(token)
        question.answer = answer
        question.differs = list(differs) if answer == EmployerQuestion.Answer.OTHER else []
        question.answered_at = clock.now()
        question.save(update_fields=["answer", "differs", "answered_at"])
        events.record(EMPLOYER_ANSWERED, subject=outcome, answer=answer)
        if answer == EmployerQuestion.Answer.YES:
            _believe(outcome, question)
        else:
            _not_so(outcome, answer)
        steps.write(outcome, f"employer_{answer}", by=None)
    return question


def _believe(outcome: Outcome, question: EmployerQuestion) -> None:
    if outcome.state in UNDECIDED or outcome.state == State.DISPUTED:
        evidence = outcome.evidence.create(
            kind=Evidence.Kind.EMPLOYER,
            level=Level.E3 if is_checked(question.address, outcome.person) else Level.E1,
            revision=question.revision,
            address=question.address,
            received_at=clock.now(),
        )
        arrived(outcome, evidence, by=None)
    if is_checked(question.address, outcome.person) and outcome.started_on <= clock.today(outcome.person.time_zone):
        store_start(outcome, by=None)


def _not_so(outcome: Outcome, answer: str) -> None:
    """No proof came of it: whoever waits learns so. What was verified and is now said to be untrue is disputed."""
    if outcome.proven and answer == EmployerQuestion.Answer.OTHER:
        open_dispute(outcome, by=None)
    elif outcome.state in {State.REPORTED, State.ASKED}:
        steps.tell(outcome, "employer_no", once=str(outcome.employer_questions.count()))
