"""A learner reports a job. It is celebrated at once, and verified later by somebody else."""

from datetime import timedelta

from django.db import transaction

from plusone.core import clock, events, limits
from plusone.outcomes import chain, refusals, rules, steps
from plusone.outcomes.actions.celebrate import celebrate
from plusone.outcomes.events import REPORTED
from plusone.outcomes.job_facts import SAME_JOB, JobFacts, check, plain
from plusone.outcomes.models import Outcome
from plusone.outcomes.models.cases import State
from plusone.people.models import Person
from plusone.purpose.models import Goal


def report_job(
    *, actor: Person, token: str, facts: JobFacts, may_dance: bool = False, may_say_name: bool = False
) -> Outcome:
    """Store the report, celebrate it and ask for one proof; the same `token` gives the report that it made.

    Refuses facts that cannot be true (`FactRefused`) and a job that the actor reported before (`AlreadyReported`).
    A name is only ever said in a dance, so `may_say_name` without `may_dance` is no.
    """
    limits.hit(f"outcomes.report:{actor.pk}", most=20, seconds=3600)
    today = clock.today(actor.time_zone)
    with transaction.atomic():
        chain.lock()
        person = Person.objects.get(pk=actor.pk)  # as it is now; the ledger's lock lets in one report at a time
        made = Outcome.objects.of(person).filter(token=token).first()
        if made is not None:
            return made
        check(facts, today)
        refuse_twice(person, facts)
        outcome = Outcome.objects.create(
            **facts.as_fields(),
            person=person,
            token=token,
            goal=Goal.objects.on(facts.started_on),
            may_dance=may_dance,
            may_say_name=may_dance and may_say_name,
            reported_at=clock.now(),
            evidence_due_on=today + timedelta(days=rules.in_force(today)["evidence_days"]),
        )
        steps.write(outcome, "reported", by=person)
        events.record(REPORTED, actor=person, subject=outcome)
        celebrate(outcome)
        steps.tell(outcome, "reported")
    return outcome


def refuse_twice(person: Person, facts: JobFacts, *, but: int = 0) -> None:
    """The same employer and a first day within 30 days is the same job, unless its report was withdrawn."""
    near = (
        Outcome.objects.of(person)
        .exclude(state=State.WITHDRAWN)
        .exclude(pk=but)
        .filter(started_on__range=(facts.started_on - SAME_JOB, facts.started_on + SAME_JOB))
    )
    for one in near:
        if plain(one.employer) == plain(facts.employer):
            raise refusals.AlreadyReported(one)
