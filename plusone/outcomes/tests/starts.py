"""Verified starts made by the real actions, under a moved clock, for tests of what comes after them."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from plusone.core import clock
from plusone.outcomes.actions.confirm_case import Seen, confirm_case
from plusone.outcomes.actions.confirm_start import confirm_start
from plusone.outcomes.actions.report_job import report_job
from plusone.outcomes.actions.send_evidence import arrived
from plusone.outcomes.job_facts import JobFacts
from plusone.outcomes.models import FollowUp, Outcome
from plusone.outcomes.models.cases import Kind, Level
from plusone.outcomes.tests import scene
from plusone.people.actions.answer_consent import answer_consent
from plusone.people.models import Person
from plusone.testing import cast

FIRST_DAY = date(2026, 3, 2)


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def says_yes(person: Person, *, to_being_asked: bool = True) -> Person:
    answer_consent(actor=person, use="outcomes.follow_up", answer=to_being_asked)
    return person


def report(person: Person, first_day: date = FIRST_DAY, **facts: object) -> Outcome:
    said = {
        "kind": Kind.FULL_TIME, "employer": "Hofman Notaries", "title": "Clerk", "hours": Decimal(38),
        "started_on": first_day, "offered_on": first_day - timedelta(days=10), "same_post": False, "credit": "yes",
        "in_field": "required", **facts,
    }  # fmt: skip
    return report_job(actor=person, token=f"{person.pk}-{first_day}-{said['employer']}", facts=JobFacts(**said))


def check(outcome: Outcome) -> Outcome:
    """A proof comes, and the registrar confirms it."""
    outcome.refresh_from_db()
    proof = outcome.evidence.create(kind="document", level=Level.E2, revision=outcome.revision, checksum="0" * 64)
    with transaction.atomic():
        arrived(outcome, proof, by=outcome.person)
    confirm_case(actor=cast.samir(), outcome_id=outcome.pk, seen=Seen(outcome.revision, outcome.round, outcome.state))
    outcome.refresh_from_db()
    return outcome


def verified_start(person: Person, first_day: date = FIRST_DAY, **facts: object) -> Outcome:
    """Reported, checked and started on the first day."""
    scene.help_with_a_quiz(person, at(first_day - timedelta(days=60)))
    with clock.moved_to(at(first_day)):
        outcome = check(report(person, first_day, **facts))
        confirm_start(actor=person, outcome_id=outcome.pk)
    outcome.refresh_from_db()
    return outcome


def follow_up(outcome: Outcome, days: int = 30) -> FollowUp:
    return FollowUp.objects.select_related("outcome__person").get(outcome=outcome, days=days)
