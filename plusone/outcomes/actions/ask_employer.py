"""The learner names somebody at the employer; the school writes to them, once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from plusone.core import clock, events, ids, limits, mail
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import access, refusals, rules, steps
from plusone.outcomes.actions.send_evidence import guard_open
from plusone.outcomes.addresses import is_checked
from plusone.outcomes.events import EMPLOYER_ASKED
from plusone.outcomes.models import EmployerQuestion, Outcome
from plusone.people.models import Person


class OwnAddress(refusals.FactRefused):
    field = "address"
    sentence = _("This is your own address. Name somebody at the employer, or send a page instead.")


class OwnEmployer(refusals.FactRefused):
    field = "address"
    sentence = _("You work for yourself, so nobody else can answer for you. Send a page of the registration instead.")


class AskedAlready(refusals.FactRefused):
    field = "address"
    sentence = _("We asked this address already. Wait for the answer, name somebody else, or send a page.")


def ask_employer(*, actor: Person, outcome_id: int, address: str) -> EmployerQuestion:
    """Mail one question about this revision. The learner allowed us to say that they learned here.

    Refuses the learner's own address, work for oneself, an address that was asked about this revision, and a closed
    case.
    """
    limits.hit(f"outcomes.ask:{actor.pk}", most=10, seconds=24 * 3600)
    with transaction.atomic():
        outcome = steps.take(outcome_id)
        access.guard_own(actor, outcome)
        guard_open(outcome)
        if outcome.self_employed:
            raise OwnEmployer
        if address.casefold() == actor.email.casefold():
            raise OwnAddress
        if outcome.employer_questions.filter(address__iexact=address, revision=outcome.revision).exists():
            raise AskedAlready
        question = mail_question(outcome, address)
        steps.write(outcome, "employer_asked", by=actor)
        events.record(EMPLOYER_ASKED, actor=actor, subject=outcome, checked=is_checked(address, outcome.person))
    return question


def mail_question(outcome: Outcome, address: str) -> EmployerQuestion:
    """Store the question and write the letter; the secret of its link is stored nowhere but in the letter."""
    token = ids.new_token()
    question = outcome.employer_questions.create(
        address=address, revision=outcome.revision, digest=ids.digest(token), asked_at=clock.now()
    )
    mail.write(
        key=f"outcomes.employer:{question.pk}",
        to=address,
        person_id=outcome.person_id,  # the letter names the learner, so it goes with them
        language=outcome.person.language,
        template="outcomes/mail/employer",
        outcome=outcome,
        person=outcome.person,
        path=reverse("outcomes:employer", args=[token]),
        until=expires(question),
        hours=rules.in_force(outcome.started_on)["hours"],
        started=outcome.started_on <= clock.today(outcome.person.time_zone),
    )
    return question


def expires(question: EmployerQuestion) -> datetime:
    """The link stops working then."""
    days = rules.in_force(question.asked_at.date())["employer_days"]
    return question.asked_at + timedelta(days=days)
