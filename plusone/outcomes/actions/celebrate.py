"""Celebrated moves by one; and a Victory Dance, where it is allowed."""

from plusone.core import clock, events
from plusone.outcomes.events import CELEBRATED
from plusone.outcomes.job_facts import SAME_JOB, plain
from plusone.outcomes.models import Dance, Outcome
from plusone.outcomes.recount import recount
from plusone.outcomes.services import first_service


def celebrate(outcome: Outcome) -> bool:
    """Count a locked report as celebrated, once; false while the learner's address is not confirmed.

    The dance plays only with consent, after the learner's first service, and never twice for one job, not even
    when its report was withdrawn and made again.
    """
    if outcome.celebrated_at is not None or outcome.person.email_confirmed_at is None:
        return False
    outcome.celebrated_at = clock.now()
    outcome.save(update_fields=["celebrated_at"])
    events.record(CELEBRATED, actor=outcome.person, subject=outcome, goal=outcome.goal_id)
    if outcome.may_dance and first_service(outcome.person) is not None and not _danced_before(outcome):
        Dance.objects.create(outcome=outcome, at=outcome.celebrated_at)
    recount(outcome, actor=outcome.person)
    return True


def _danced_before(outcome: Outcome) -> bool:
    earlier = (
        Outcome.objects.of(outcome.person)
        .exclude(pk=outcome.pk)
        .filter(
            dance__isnull=False,
            started_on__range=(outcome.started_on - SAME_JOB, outcome.started_on + SAME_JOB),
        )
    )
    return any(plain(one.employer) == plain(outcome.employer) for one in earlier)
