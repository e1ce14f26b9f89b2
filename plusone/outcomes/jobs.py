"""What the clock orders around cases. Each job reads the state when it runs, and can run twice without harm."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from plusone.core import clock
from plusone.core.jobs import task, timetable
from plusone.outcomes import dropping, jobs_count, jobs_follow, jobs_live, sealing, steps
from plusone.outcomes.actions.ask_employer import mail_question
from plusone.outcomes.models import Evidence, Outcome
from plusone.outcomes.models.cases import PROVEN, UNDECIDED, State

__all__ = [
    "ask_for_starts",
    "dropping",
    "jobs_count",
    "jobs_follow",
    "jobs_live",
    "remind_of_evidence",
    "remind_of_questions",
    "sweep_sealed",
]

ASKED_AGAIN = (3, 10)  # days after the first day
LONGEST = timedelta(days=30)


def _living() -> Q:
    return Q(person__erased_at=None)


@timetable.daily(at="06:00")
@task()
def ask_for_starts() -> None:
    """On the first day, and twice more, ask whether it started; an employer who said yes is asked again too."""
    today = clock.today()
    waiting = Outcome.objects.filter(
        _living(),
        state__in=PROVEN | UNDECIDED,
        started_on__range=(today - LONGEST, today + timedelta(days=1)),
    )
    for outcome_id in waiting.order_by("started_on", "pk").values_list("pk", flat=True):
        with transaction.atomic():
            outcome = steps.take(outcome_id)
            days = (clock.today(outcome.person.time_zone) - outcome.started_on).days
            reported = clock.now() - outcome.reported_at
            if days < 0 or outcome.start_confirmations.filter(revision=outcome.revision).exists():
                continue
            if reported < timedelta(hours=20):
                continue  # the letter of the report said it a moment ago
            again = sum(days >= late for late in ASKED_AGAIN)
            steps.tell(outcome, "start", once=f"{outcome.revision}:{again}")
            if again:
                _ask_employer_again(outcome)


def _ask_employer_again(outcome: Outcome) -> None:
    """One more letter to the address that confirmed this job before its first day."""
    said = outcome.employer_questions.filter(revision=outcome.revision)
    yes = said.filter(answer="yes").order_by("-pk").first()
    if yes and outcome.proven and not said.filter(asked_at__date__gte=outcome.started_on).exists():
        mail_question(outcome, yes.address)


@timetable.daily(at="06:10")
@task()
def remind_of_evidence() -> None:
    """A week before the time for a proof is over, once."""
    today = clock.today()
    waiting = Outcome.objects.filter(
        _living(),
        state__in=(State.REPORTED, State.ASKED),
        evidence_due_on__range=(today, today + timedelta(days=7)),
    ).select_related("person")
    for outcome in waiting.order_by("pk").iterator():
        steps.tell(outcome, "evidence_due", once=str(outcome.evidence_due_on))


@timetable.daily(at="06:20")
@task()
def remind_of_questions() -> None:
    """What is open in a checked job is asked again after 7, 30 and 90 days: unanswered, it is not counted."""
    now = clock.now()
    open_ones = Outcome.objects.filter(
        _living(),
        Q(same_post=None) | Q(credit=""),
        state__in=PROVEN,
        reported_at__range=(now - timedelta(days=180), now - timedelta(days=7)),
    ).select_related("person")
    for outcome in open_ones.order_by("pk").iterator():
        age = (now - outcome.reported_at).days
        steps.tell(outcome, "questions", once=str(sum(age >= days for days in (7, 30, 90))))


@timetable.daily(at="02:40")
@task()
def sweep_sealed() -> None:
    """Delete sealed files that no proof names: what a process left that was killed while a file came in."""
    yesterday = clock.now() - timedelta(days=1)
    if not default_storage.exists(sealing.FOLDER):
        return
    _folders, names = default_storage.listdir(sealing.FOLDER)
    for name in (f"{sealing.FOLDER}/{one}" for one in names):
        known = Evidence.objects.filter(sealed=name, deleted_at=None).exists()
        if not known and default_storage.get_modified_time(name) < yesterday:
            default_storage.delete(name)
