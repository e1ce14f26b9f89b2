"""A learner changes what they reported. What was checked is checked again."""

from django.db import transaction

from plusone.core import clock, events
from plusone.outcomes import access, live, refusals, steps
from plusone.outcomes.actions.report_job import refuse_twice
from plusone.outcomes.actions.settle import settle
from plusone.outcomes.events import CHANGED
from plusone.outcomes.evidence import level_of
from plusone.outcomes.job_facts import CHECKED, JobFacts, check
from plusone.outcomes.models import Evidence, Outcome
from plusone.outcomes.models.cases import State
from plusone.outcomes.recount import recount
from plusone.people.models import Person
from plusone.purpose.models import Goal


def change_report(
    *, actor: Person, outcome_id: int, facts: JobFacts, may_dance: bool = False, may_say_name: bool = False
) -> Outcome:
    """Store the new facts. A change of a checked one makes a new revision, which nobody has verified yet.

    So a counted job is taken back from the count until it is checked again. Refuses facts that cannot be true, a job
    that is another report already, and a case that was withdrawn or reversed. A dance that was allowed first and is
    not any more leaves the screens; one is never played because of a change.
    """
    with transaction.atomic():
        outcome = steps.take(outcome_id)
        access.guard_own(actor, outcome)
        if outcome.state in {State.WITHDRAWN, State.REVERSED}:
            raise refusals.CaseClosed
        check(facts, clock.today(actor.time_zone))
        refuse_twice(actor, facts, but=outcome.pk)
        told = facts.as_fields()
        changed = [name for name, value in told.items() if getattr(outcome, name) != value]
        goal_before = outcome.goal
        for name in changed:
            setattr(outcome, name, told[name])
        outcome.goal = Goal.objects.on(outcome.started_on)
        outcome.may_dance, outcome.may_say_name = may_dance, may_dance and may_say_name
        if not may_dance:
            withdraw_dance(outcome)
        if set(changed) & set(CHECKED):
            _begin_again(outcome)
        outcome.save()
        if changed:
            steps.write(outcome, "changed", by=actor)
            events.record(CHANGED, actor=actor, subject=outcome, fields=sorted(changed))
        if goal_before != outcome.goal:
            settle(actor, goal_before, actor=actor)
        recount(outcome, actor=actor)
    return outcome


def _begin_again(outcome: Outcome) -> None:
    """A new revision: back to review where a proof can still be looked at, else a proof is asked for again."""
    outcome.revision += 1
    outcome.employer_questions.filter(answered_at=None, withdrawn_at=None).update(withdrawn_at=clock.now())
    proof = outcome.evidence.filter(deleted_at=None).exclude(kind=Evidence.Kind.EMPLOYER).exists()
    outcome.state = State.IN_REVIEW if proof else State.REPORTED
    outcome.waiting_since = clock.now() if proof else None
    outcome.level = level_of(outcome)


def withdraw_dance(outcome: Outcome) -> None:
    """Take the dance of a locked case from every screen; it is never played again."""
    dance = getattr(outcome, "dance", None)
    if dance is not None and dance.withdrawn_at is None:
        dance.withdrawn_at = clock.now()
        dance.save(update_fields=["withdrawn_at"])
        live.rewrite_after_commit()
