"""What this room holds about a person, how they take it along, and how it goes.

Erasing blanks who and where: the nameless row of the job stays (kind, days, hours, occupation, flags), and so do the
ledger's entry and the history of the case, which name nobody.
"""

from typing import Any

from plusone.core import clock, privacy
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import followups, live, privacy_count
from plusone.outcomes.dropping import drop_sealed
from plusone.outcomes.models import Dance, Evidence, Outcome, StakeDeclaration
from plusone.people.models import Person

privacy.use(
    followups.USE,
    question=_("Ask you how it goes after you found a job?"),
    yes=_("We write after 30, 90, 180, 365 and 730 days, three times at most. Only registrars see who said what."),
    no=_("We never ask. In our figures you stand as “unknown”."),
)

TOLD = (
    "kind", "employer", "title", "country", "offered_on", "started_on", "ends_on", "ended_on", "hours", "pay",
    "pay_currency", "in_field", "found_through", "same_post", "credit", "hired_by_school", "subsidised", "registered",
    "first_income_on", "may_dance", "may_say_name", "state", "level", "reported_at", "celebrated_at", "counted_since",
    "counted_until",
)  # fmt: skip


def export(person: Person) -> dict[str, Any]:
    """Each reported job with its history, proofs (without the files) and the addresses that were asked."""
    jobs = (
        Outcome.objects.of(person)
        .order_by("pk")
        .prefetch_related("steps", "evidence", "employer_questions", "follow_ups__answers")
    )
    return {
        "jobs": [
            {
                **{name: _plain(getattr(job, name)) for name in TOLD},
                "history": [
                    {"what": step.what, "state": step.state, "at": _plain(step.at)} for step in job.steps.all()
                ],
                "proofs": [
                    {
                        "kind": one.kind,
                        "level": one.level,
                        "sha256": one.checksum,
                        "bytes": one.size,
                        "received_at": _plain(one.received_at),
                        "deleted_at": _plain(one.deleted_at),
                    }
                    for one in job.evidence.all()
                ],
                "employer_asked": [
                    {"address": one.address, "asked_at": _plain(one.asked_at), "answer": one.answer}
                    for one in job.employer_questions.all()
                ],
                "still_in_work": followups.told(job),
            }
            for job in jobs
        ],
        "counted": privacy_count.export(person),
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def erase(person: Person) -> None:
    """Blank and delete; the figures stay as they are."""
    privacy_count.erase(person)  # takes the ledger's lock, which comes before that of any case
    mine = Outcome.objects.of(person)
    for sealed in Evidence.objects.filter(outcome__in=mine).exclude(sealed="").values_list("sealed", flat=True):
        drop_sealed.enqueue(sealed)
    Evidence.objects.filter(outcome__in=mine).delete()
    for job in mine:
        job.employer_questions.all().delete()
    Dance.objects.filter(outcome__in=mine, withdrawn_at=None).update(withdrawn_at=clock.now())
    followups.forget(person)
    mine.update(employer="", title="", pay=None, pay_currency="", country="", may_dance=False, may_say_name=False)
    StakeDeclaration.objects.filter(person=person).delete()
    live.rewrite_after_commit()


privacy.room(
    "outcomes",
    covers=[
        "outcomes.Outcome",
        "outcomes.CaseStep",
        "outcomes.Evidence",
        "outcomes.Verification",
        "outcomes.StakeDeclaration",
        "outcomes.FollowUpAnswer",
        "outcomes.CountedPerson",
        "outcomes.PersonTally",
        "outcomes.RuleSet",
        "outcomes.OpeningBalance",
    ],
    export=export,
    erase=erase,
)
