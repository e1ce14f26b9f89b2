"""What the pages about jobs and cases need, each with a fixed number of queries."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from plusone.core import clock
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import rules
from plusone.outcomes.actions.appeal import appeal_until
from plusone.outcomes.actions.decide_dispute import decided_before
from plusone.outcomes.counting import Check, Found
from plusone.outcomes.judging import judge
from plusone.outcomes.models import (
    CaseStep,
    EmployerQuestion,
    Evidence,
    Outcome,
    StakeDeclaration,
    StartConfirmation,
    Verification,
)
from plusone.outcomes.models.cases import PROVEN, SELF_EMPLOYED, UNDECIDED, Finding, Level, State
from plusone.people.models import Person, Remark

PAGE = 25
TO_DECIDE = {"proven", "verifiers"}  # the registrar's decision itself, which the rules cannot find for them

WHAT = {
    "reported": _("The job was reported"),
    "changed": _("The report was changed"),
    "answered": _("An open question was answered"),
    "evidence_document": _("A document came in"),
    "evidence_employer": _("The employer confirmed the job"),
    "employer_asked": _("The employer was asked"),
    "employer_yes": _("The employer said that all of it is true"),
    "employer_other": _("The employer said that something is not true"),
    "employer_no": _("The person at the employer was not the one to ask"),
    "more_asked": _("More proof was asked for"),
    "half_confirmed": _("The first of two verifiers confirmed it"),
    "verified": _("Verified"),
    "not_proven": _("Closed as not proven"),
    "disputed": _("The finding is disputed"),
    "upheld": _("Upheld: the job is proven"),
    "reversed": _("Reversed: the job is not counted"),
    "started": _("The start was confirmed"),
    "ended": _("The job ended"),
    "withdrawn": _("The report was withdrawn"),
}


@dataclass(frozen=True)
class Line:
    """One line of a case's history; `words` are empty where none were written, or they were erased."""

    what: Any
    at: datetime
    by: str
    words: str


def history(steps: Sequence[CaseStep], reader: Person | None = None) -> list[Line]:
    """The lines with their words. To the learner other people are roles, not names."""
    remarks = dict(
        Remark.objects.filter(pk__in=[step.remark_id for step in steps if step.remark_id]).values_list("pk", "text")
    )
    return [
        Line(WHAT.get(step.what, step.what), step.at, _who(step, reader), remarks.get(step.remark_id or 0, ""))
        for step in steps
    ]


def _who(step: CaseStep, reader: Person | None) -> str:
    if step.by is None:
        return ""
    if reader is None:
        return step.by.name
    return "" if step.by_id == reader.pk else str(_("the registrar"))


@dataclass(frozen=True)
class JobPage:
    """A learner's own job: what it is, where it stands, and what they can do next."""

    outcome: Outcome
    number: int
    evidence: list[Evidence]
    questions: list[EmployerQuestion]
    lines: list[Line]
    started: bool
    day_has_come: bool
    missing: list[Check]
    appeal_until: datetime | None
    promise_days: int
    hours_needed: int

    @property
    def counted(self) -> bool:
        return self.outcome.counted_since is not None and self.outcome.counted_until is None

    @property
    def wants_proof(self) -> bool:
        return self.outcome.state in {State.REPORTED, State.ASKED}

    @property
    def takes_proof(self) -> bool:
        return self.outcome.state in UNDECIDED or self.outcome.state == State.DISPUTED

    @property
    def may_start(self) -> bool:
        """The button *I started* is offered."""
        here = self.outcome.proven or self.takes_proof
        return here and self.day_has_come and not self.started

    @property
    def waits_for_start(self) -> bool:
        return self.outcome.proven and not self.started and not self.day_has_come

    @property
    def changeable(self) -> bool:
        return self.outcome.state not in {State.WITHDRAWN, State.REVERSED}

    @property
    def open_questions(self) -> bool:
        return self.changeable and (self.outcome.same_post is None or not self.outcome.credit)

    @property
    def reason(self) -> str:
        """The newest words of the other side."""
        return next((line.words for line in reversed(self.lines) if line.words and line.by), "")


def own_jobs(person: Person) -> list[Outcome]:
    return list(Outcome.objects.of(person).order_by("-reported_at", "-pk"))


def job_page(person: Person, outcome: Outcome) -> JobPage:
    """Everything of one job; the caller fetched it through the person."""
    today = clock.today(person.time_zone)
    in_force = rules.in_force(outcome.started_on)
    lines = history(list(outcome.steps.select_related("by")), reader=person)
    return JobPage(
        outcome=outcome,
        number=_number(outcome),
        evidence=list(outcome.evidence.order_by("pk")),
        questions=list(outcome.employer_questions.filter(withdrawn_at=None).order_by("pk")),
        lines=lines,
        started=outcome.start_confirmations.filter(revision=outcome.revision).exists(),
        day_has_come=outcome.started_on <= today,
        missing=[check for check in judge(outcome).checks if check.found is not Found.PASS] if outcome.proven else [],
        appeal_until=appeal_until(outcome),
        promise_days=in_force["verification_days"],
        hours_needed=in_force["hours"],
    )


def _number(outcome: Outcome) -> int:
    """The place of this job among those celebrated for its goal, in the order in which they were; 0 while it is not."""
    if outcome.celebrated_at is None or outcome.state == State.WITHDRAWN:
        return 0
    earlier = Q(celebrated_at__lt=outcome.celebrated_at) | Q(celebrated_at=outcome.celebrated_at, pk__lte=outcome.pk)
    return Outcome.objects.celebrated().filter(earlier, goal=outcome.goal_id).count()


@dataclass(frozen=True)
class Row:
    """A case of the queue, and what is missing before it can be decided."""

    outcome: Outcome
    waits: timedelta
    evidence: list[str]
    missing: list[Any]

    @property
    def days(self) -> int:
        return self.waits.days

    @property
    def hours(self) -> int:
        return self.waits.seconds // 3600


@dataclass(frozen=True)
class Hidden:
    """A case that this registrar may not see: only why, and how long it waits."""

    reason: Any
    waits: timedelta


@dataclass(frozen=True)
class Queue:
    rows: list[Row]
    total: int
    unsent: int
    late: int
    starts: list[Outcome]
    starts_total: int
    hidden: list[Hidden]
    older: str
    promise_days: int


def queue(registrar: Person, after: str = "") -> Queue:
    """Cases to check, oldest first; those that wait for a first day; and how many are hidden from this registrar."""
    mine = Outcome.objects.to_check().checked_by(registrar)
    page = mine.order_by("waiting_since", "pk").select_related("person")
    if place := _place(after):
        page = page.filter(Q(waiting_since__gt=place[0]) | Q(waiting_since=place[0], pk__gt=place[1]))
    found = list(page.prefetch_related("evidence", "employer_questions", "verifications")[: PAGE + 1])
    promise = rules.in_force(clock.today())["verification_days"]
    return Queue(
        rows=[_row(one) for one in found[:PAGE]],
        total=mine.count(),
        unsent=Outcome.objects.filter(state__in=(State.REPORTED, State.ASKED), person__erased_at=None).count(),
        late=mine.filter(waiting_since__lt=clock.now() - timedelta(days=promise)).count(),
        starts=list(awaiting_start(registrar)[:5]),
        starts_total=awaiting_start(registrar).count(),
        hidden=_hidden(registrar),
        older=_key(found[PAGE - 1]) if len(found) > PAGE else "",
        promise_days=promise,
    )


def awaiting_start(registrar: Person) -> Any:
    """Verified and not counted yet, by first day; not those whom a rule keeps out of the count for good."""
    started = StartConfirmation.objects.filter(outcome=OuterRef("pk"), revision=OuterRef("revision"))
    still_open = Q(started=False) | Q(same_post=None) | Q(credit="") | Q(hired_by_school=True)
    business = Q(kind__in=SELF_EMPLOYED) & (Q(registered=None) | Q(first_income_on=None))
    return (
        Outcome.objects.filter(state__in=PROVEN, counted_since=None, ended_on=None, person__erased_at=None)
        .annotate(started=Exists(started))
        .filter(still_open | business)
        .checked_by(registrar)
        .select_related("person")
        .order_by("started_on", "pk")
    )


def starts_page(registrar: Person, after: str = "") -> tuple[list[Outcome], str]:
    """One page of those who wait for their first day, and the key of the next page."""
    page = awaiting_start(registrar)
    day, _sep, pk = after.partition("_")
    with suppress(ValueError):  # an address that somebody made up shows the first page
        page = page.filter(Q(started_on__gt=date.fromisoformat(day)) | Q(started_on=day, pk__gt=int(pk)))
    found = list(page[: PAGE + 1])
    more = len(found) > PAGE
    return found[:PAGE], f"{found[PAGE - 1].started_on}_{found[PAGE - 1].pk}" if more else ""


def _place(after: str) -> tuple[datetime, int] | None:
    moment, _sep, pk = after.partition("_")
    try:
        place = datetime.fromisoformat(moment), int(pk)
    except ValueError:
        return None
    return place if place[0].tzinfo is not None else None


def _key(outcome: Outcome) -> str:
    return f"{outcome.waiting_since.isoformat()}_{outcome.pk}" if outcome.waiting_since else ""


def _row(outcome: Outcome) -> Row:
    """What is missing is read from rows that are there already: no query more, however many cases."""
    seen = [one for one in outcome.evidence.all() if one.revision == outcome.revision or one.deleted_at is None]
    open_questions = [one for one in outcome.employer_questions.all() if not one.answered_at and not one.withdrawn_at]
    missing: list[Any] = []
    if not any(one.level >= Level.E2 for one in seen):
        if open_questions:
            missing.append(_("The employer’s answer"))
        else:
            missing.append(_("A proof: an answer from a free mail address is none"))
    found = [one for one in outcome.verifications.all() if _counts(outcome, one)]
    if outcome.verifiers_needed > len(found):
        missing += [_("A second verifier")] if found else []
    if outcome.self_employed and (not outcome.registered or outcome.first_income_on is None):
        missing.append(_("The registration and a first income"))
    if outcome.same_post is None or not outcome.credit:
        missing.append(_("An answer of the learner"))
    if outcome.started_on > clock.today(outcome.person.time_zone):
        missing.append(_("The first day"))
    labels = [str(Evidence.Kind(one.kind).label) for one in seen]
    return Row(outcome, _since(outcome.waiting_since or outcome.reported_at), labels, missing)


def _since(moment: datetime) -> timedelta:
    """How long ago; never less than nothing, also where a clock was set back."""
    return max(timedelta(0), clock.now() - moment)


def _counts(outcome: Outcome, finding: Verification) -> bool:
    here = (finding.revision, finding.round) == (outcome.revision, outcome.round)
    return here and finding.finding == Finding.PROVEN


def _hidden(registrar: Person) -> list[Hidden]:
    stakes = dict(StakeDeclaration.objects.filter(person=registrar).values_list("outcome", "reason"))
    waiting = Outcome.objects.to_check().filter(Q(person=registrar) | Q(pk__in=stakes))
    return [
        Hidden(
            StakeDeclaration.Reason(stakes[pk]).label if pk in stakes else _("it is your own case"),
            _since(since or reported),
        )
        for pk, since, reported in waiting.order_by("waiting_since", "pk").values_list(
            "pk", "waiting_since", "reported_at"
        )[:PAGE]
    ]


@dataclass(frozen=True)
class CasePage:
    """A case as its verifier sees it."""

    outcome: Outcome
    checks: list[Check]
    evidence: list[Evidence]
    questions: list[EmployerQuestion]
    lines: list[Line]
    found: list[Verification]
    found_by_me: bool
    decided_by_me_before: bool
    starts: bool
    level: str
    may_close: bool
    waits: timedelta | None
    left: int

    @property
    def second(self) -> bool:
        """One of two verifiers has confirmed."""
        return bool(self.found) and self.outcome.verifiers_needed == 2

    @property
    def enough(self) -> bool:
        return self.level >= Level.E2

    @property
    def to_confirm(self) -> bool:
        return self.outcome.state == State.IN_REVIEW and not self.found_by_me and self.enough


def case_page(registrar: Person, outcome: Outcome) -> CasePage:
    """Everything of one case; the caller fetched it among those that this registrar may see."""
    judged = judge(outcome)
    today = clock.today(outcome.person.time_zone)
    found = [one for one in outcome.verifications.select_related("verifier") if _counts(outcome, one)]
    waits = _since(outcome.waiting_since) if outcome.waiting_since else None
    due = outcome.evidence_due_on
    return CasePage(
        outcome=outcome,
        checks=[check for check in judged.checks if outcome.decided or check.name not in TO_DECIDE],
        evidence=list(outcome.evidence.order_by("pk").select_related("checked_by")),
        questions=list(outcome.employer_questions.order_by("pk")),
        lines=history(list(outcome.steps.select_related("by"))),
        found=found,
        found_by_me=any(one.verifier_id == registrar.pk for one in found),
        decided_by_me_before=outcome.state == State.DISPUTED and decided_before(registrar, outcome),
        starts=outcome.start_confirmations.filter(revision=outcome.revision).exists(),
        level=outcome.level,
        may_close=outcome.state == State.IN_REVIEW or bool(due and due < today and outcome.state in UNDECIDED),
        waits=waits,
        left=max(0, judged.rules["verification_days"] - (waits.days if waits else 0)),
    )
