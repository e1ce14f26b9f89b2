"""A reported career outcome and everything that proves or refuses it."""

from django.db import models

from plusone.core import clock, immutable
from plusone.core.text import gettext_lazy as _
from plusone.people.models import Person
from plusone.purpose.models import Goal
from plusone.skills.models import Occupation


class Kind(models.TextChoices):
    FULL_TIME = "full_time", _("Employee, full time")
    PART_TIME = "part_time", _("Employee, part time")
    APPRENTICESHIP = "apprenticeship", _("Apprenticeship")
    INTERNSHIP = "internship", _("Internship")
    CONTRACT = "contract", _("Contract")
    FREELANCE = "freelance", _("Freelance")
    OWN_BUSINESS = "own_business", _("My own business")


SELF_EMPLOYED = frozenset({Kind.FREELANCE, Kind.OWN_BUSINESS})


class InField(models.TextChoices):
    REQUIRED = "required", _("Yes, the job asks for it")
    ADVANTAGE = "advantage", _("It was an advantage")
    NO = "no", _("No, it is other work")


class Credit(models.TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class Found(models.TextChoices):
    VACANCY = "vacancy", _("A vacancy shown here")
    SCHOOL = "school", _("Somebody of the school")
    SITE = "site", _("A job site")
    SERVICE = "service", _("The employment service")
    FRIEND = "friend", _("A friend or relative")
    EMPLOYER = "employer", _("The employer wrote to me")
    ELSEWHERE = "elsewhere", _("Elsewhere")


class State(models.TextChoices):
    """Where a case stands. *Verified, waiting* is not a state: it is VERIFIED without a confirmed start."""

    REPORTED = "reported", _("reported")
    ASKED = "asked", _("evidence asked")
    IN_REVIEW = "in_review", _("in review")
    VERIFIED = "verified", _("verified")
    NOT_PROVEN = "not_proven", _("not proven")
    DISPUTED = "disputed", _("disputed")
    UPHELD = "upheld", _("upheld")
    REVERSED = "reversed", _("reversed")
    WITHDRAWN = "withdrawn", _("withdrawn")


PROVEN = frozenset({State.VERIFIED, State.UPHELD})
UNDECIDED = frozenset({State.REPORTED, State.ASKED, State.IN_REVIEW})
WITH_REGISTRAR = frozenset({State.IN_REVIEW, State.DISPUTED})


class Level(models.TextChoices):
    E0 = "E0", _("said by a third person")
    E1 = "E1", _("said by the learner")
    E2 = "E2", _("a document was seen")
    E3 = "E3", _("the employer confirmed it")
    E4 = "E4", _("found in an official record")


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def celebrated(self) -> "OutcomeQuerySet":
        """Reported and not withdrawn, whatever the check said."""
        return self.exclude(state=State.WITHDRAWN).exclude(celebrated_at=None)

    def of(self, person: Person) -> "OutcomeQuerySet":
        return self.filter(person=person)

    def to_check(self) -> "OutcomeQuerySet":
        """Cases in which the next move is a registrar's."""
        return self.filter(state__in=WITH_REGISTRAR, person__erased_at=None)

    def checked_by(self, person: Person) -> "OutcomeQuerySet":
        """Cases that `person` may see and decide: not their own, and none in which they declared a stake."""
        stakes = StakeDeclaration.objects.filter(outcome=models.OuterRef("pk"), person=person)
        return self.exclude(person=person).exclude(models.Exists(stakes))


class Outcome(models.Model):
    """A job that somebody reports. When its person is erased, employer, title, pay, country and words are blanked.

    `revision` rises with each change of a fact that was checked; a verification names the revision that it saw.
    `round` rises when a finding is disputed: those who found before do not decide again.
    `goal` is the one in force on `started_on`, or null. `same_post` and `credit` are null while
    unanswered. `hours` a week; `pay` a month in `pay_currency`, never required. `counted_since` and `counted_until` are
    written by `settle` alone: since when the job meets every rule, and from when on it no longer does.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    employer = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    occupation = models.ForeignKey(Occupation, models.PROTECT, null=True, related_name="+")
    country = models.CharField(max_length=2, blank=True)
    offered_on = models.DateField(null=True)
    started_on = models.DateField()
    ends_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    pay = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    pay_currency = models.CharField(max_length=3, blank=True)
    in_field = models.CharField(max_length=10, choices=InField.choices, blank=True)
    found_through = models.CharField(max_length=10, choices=Found.choices, blank=True)
    same_post = models.BooleanField(null=True)
    credit = models.CharField(max_length=6, choices=Credit.choices, blank=True)
    hired_by_school = models.BooleanField(default=False)
    subsidised = models.BooleanField(null=True)
    registered = models.BooleanField(null=True)
    first_income_on = models.DateField(null=True)
    may_dance = models.BooleanField(default=False)
    may_say_name = models.BooleanField(default=False)
    token = models.CharField(max_length=64)
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.REPORTED)
    revision = models.PositiveIntegerField(default=1)
    round = models.PositiveSmallIntegerField(default=1)
    level = models.CharField(max_length=2, choices=Level.choices, default=Level.E1)
    reported_at = models.DateTimeField(default=clock.now)
    celebrated_at = models.DateTimeField(null=True)
    evidence_due_on = models.DateField(null=True)
    waiting_since = models.DateTimeField(null=True)
    counted_since = models.DateField(null=True)
    counted_until = models.DateField(null=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "token"], name="outcomes_report_once"),
            models.CheckConstraint(condition=models.Q(hours__gt=0, hours__lte=100), name="outcomes_hours"),
        ]
        indexes = [
            models.Index(fields=["state", "waiting_since"], name="outcomes_queue"),
            models.Index(fields=["goal", "celebrated_at"], name="outcomes_celebrated"),
            models.Index(fields=["goal", "counted_since"], name="outcomes_counted"),
        ]

    @property
    def self_employed(self) -> bool:
        return self.kind in SELF_EMPLOYED

    @property
    def verifiers_needed(self) -> int:
        """Two where the school is the employer or the work is one's own; else one."""
        return 2 if self.self_employed or self.hired_by_school else 1

    @property
    def proven(self) -> bool:
        return self.state in PROVEN

    @property
    def decided(self) -> bool:
        """Nobody's move is awaited in the check itself (a start may still be)."""
        return self.state not in UNDECIDED and self.state != State.DISPUTED


@immutable.declare
class CaseStep(models.Model):
    """What happened to a case: the state it came to, by whom, when. Words lie in a Remark; only a digest is here."""

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12, choices=State.choices)
    what = models.CharField(max_length=40)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    revision = models.PositiveIntegerField()
    remark_id = models.BigIntegerField(null=True)
    remark_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["pk"]


class Evidence(models.Model):
    """Something that proves a job. A file is sealed, seen by verifiers only, and deleted after the check; its digest
    and who checked it stay. `sealed` names the file in storage also after `deleted_at`, so that a restored back-up
    knows what to delete again. An employer's answer proves only the `revision` that was asked about."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("a document")
        TRACE = "trace", _("an independent public trace")
        EMPLOYER = "employer", _("the employer’s answer")
        RECORD = "record", _("an official record")

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="evidence")
    revision = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    level = models.CharField(max_length=2, choices=Level.choices)
    sealed = models.CharField(max_length=120, blank=True)
    checksum = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    media_type = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True)
    brought_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(default=clock.now)
    keep = models.BooleanField(default=False)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)


class EmployerQuestion(models.Model):
    """A mail to somebody at the employer, with buttons. Only the digest of its secret is stored.

    `differs` lists what is not true, as codes of `Differs`.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("yes, all of it is true")
        OTHER = "other", _("something is not true")
        NO = "no", _("not the one to ask")

    class Differs(models.TextChoices):
        START = "start", _("They did not start")
        DAY = "day", _("The first day was another one")
        HOURS = "hours", _("It is fewer hours a week")
        JOB = "job", _("The job is another one")

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="employer_questions")
    address = models.EmailField()
    revision = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    differs = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)


class Finding(models.TextChoices):
    PROVEN = "proven", _("proven")
    NOT_PROVEN = "not_proven", _("not proven")


@immutable.declare
class Verification(models.Model):
    """One verifier's finding on one revision of a case. `checks` maps each check to what was found."""

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="verifications")
    revision = models.PositiveIntegerField()
    round = models.PositiveSmallIntegerField(default=1)
    verifier = models.ForeignKey(Person, models.PROTECT, related_name="+")
    finding = models.CharField(max_length=12, choices=Finding.choices)
    level = models.CharField(max_length=2, choices=Level.choices)
    rules = models.PositiveIntegerField()
    checks = models.JSONField(default=dict)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "revision", "round", "verifier"], name="outcomes_verification_once"
            )
        ]


class StartConfirmation(models.Model):
    """Learner or employer pressed *I started* (or *They started*) on or after the first day."""

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="start_confirmations")
    revision = models.PositiveIntegerField()
    by_employer = models.BooleanField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outcome", "revision", "by_employer"], name="outcomes_start_once")
        ]


class StakeDeclaration(models.Model):
    """A registrar says that they have a stake in a case; it is hidden from them from then on."""

    class Reason(models.TextChoices):
        RELATED = "related", _("we are related, or live together")
        FRIEND = "friend", _("we are friends")
        TAUGHT = "taught", _("I taught or advised this person")
        EMPLOYER = "employer", _("I work for, or own part of, the employer")
        OTHER = "other", _("another reason")

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="stakes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outcome", "person"], name="outcomes_stake_once")]
