"""A case as people make it: every step by its action. `scene` writes rows instead; here nothing is a shortcut."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from plusone.outcomes import sealing
from plusone.outcomes.actions.confirm_case import Seen, confirm_case
from plusone.outcomes.actions.confirm_start import confirm_start
from plusone.outcomes.actions.report_job import report_job
from plusone.outcomes.actions.send_evidence import send_evidence
from plusone.outcomes.job_facts import JobFacts
from plusone.outcomes.models import Evidence, Outcome
from plusone.outcomes.tests import scene
from plusone.outcomes.uploads import SealedUpload
from plusone.people.models import Person
from plusone.testing import cast

PDF = b"%PDF-1.7\n" + b"a page of a contract\n" * 40

JOB = JobFacts(
    kind="full_time",
    employer="Leuven City Library",
    title="Web accessibility tester",
    started_on=date(2026, 11, 2),
    offered_on=date(2026, 10, 12),
    hours=Decimal(38),
    in_field="required",
    found_through="site",
    same_post=False,
    credit="yes",
)


def facts(**changed: Any) -> JobFacts:
    return replace(JOB, **changed)


def form(**changed: Any) -> dict[str, str]:
    """What a browser sends for that job; None leaves a field away."""
    sent = {
        "token": "t1", "kind": "full_time", "employer": "Leuven City Library", "title": "Web accessibility tester",
        "started_on": "2026-11-02", "offered_on": "2026-10-12", "hours": "38", "in_field": "required",
        "found_through": "site", "same_post": "no", "credit": "yes", **changed,
    }  # fmt: skip
    return {name: value for name, value in sent.items() if value is not None}


def report(
    person: Person, *, token: str = "t1", may_dance: bool = False, may_say_name: bool = False, **changed: Any
) -> Outcome:
    """The person was helped before, and reports the job."""
    scene.help_with_a_quiz(person)
    return report_job(actor=person, token=token, facts=facts(**changed), may_dance=may_dance, may_say_name=may_say_name)


def upload(content: bytes = PDF) -> SealedUpload:
    """A file as the handler leaves it."""
    made = SealedUpload(io.BytesIO(), size=len(content), head=content[:32], complete=True)
    made.digest.update(content)
    sealing.seal(io.BytesIO(content), made.sealed)
    made.sealed.seek(0)
    return made


def prove(outcome: Outcome, content: bytes = PDF, *, keep: bool = False) -> Evidence:
    return send_evidence(actor=outcome.person, outcome_id=outcome.pk, upload=upload(content), keep=keep)


def seen(outcome: Outcome) -> Seen:
    now = Outcome.objects.get(pk=outcome.pk)
    return Seen(now.revision, now.round, now.state)


def confirm(outcome: Outcome, verifier: Person | None = None) -> Outcome:
    return confirm_case(actor=verifier or cast.samir(), outcome_id=outcome.pk, seen=seen(outcome))


def start(outcome: Outcome) -> Any:
    return confirm_start(actor=outcome.person, outcome_id=outcome.pk)


def verified(person: Person, **changed: Any) -> Outcome:
    """Reported, proved and confirmed; the start is not."""
    outcome = report(person, **changed)
    prove(outcome)
    confirm(outcome)
    return fresh(outcome)


def counted(person: Person, **changed: Any) -> Outcome:
    """All of it: a +1 stands in the ledger."""
    outcome = verified(person, **changed)
    start(outcome)
    return fresh(outcome)


def fresh(outcome: Outcome) -> Outcome:
    return Outcome.objects.select_related("person", "goal").get(pk=outcome.pk)
