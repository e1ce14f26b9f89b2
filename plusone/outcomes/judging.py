"""One case under the rules: reads what `counting.countable` asks about. For `settle`, and for the registrar's page."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Max

from plusone.core import clock
from plusone.outcomes import rules, services
from plusone.outcomes.counting import CaseFacts, Check, countable, months_before
from plusone.outcomes.models import Outcome
from plusone.outcomes.models.cases import Finding
from plusone.purpose.models import Goal

LEAST_LEVEL = "E2"  # no school's rule or goal goes below it


@dataclass(frozen=True)
class Judgement:
    """Whether a job is counted, why, and by which version of the rules."""

    counted: bool
    checks: list[Check]
    rules: rules.Rules


def needed_level(goal: Goal | None) -> str:
    return max(goal.evidence_level if goal else LEAST_LEVEL, LEAST_LEVEL)


def judge(outcome: Outcome) -> Judgement:
    """The job as it stands in the database now, under the rules in force on its first day. Reads, never writes."""
    in_force = rules.in_force(outcome.started_on)
    counted, checks = countable(_facts(outcome, in_force), in_force, clock.today(outcome.person.time_zone))
    return Judgement(counted, checks, in_force)


def _facts(outcome: Outcome, in_force: rules.Rules) -> CaseFacts:
    return CaseFacts(
        state=outcome.state,
        level=outcome.level,
        needed_level=needed_level(outcome.goal),
        verifiers=_verifiers(outcome),
        verifiers_needed=outcome.verifiers_needed,
        start_confirmed=outcome.start_confirmations.filter(revision=outcome.revision).exists(),
        started_on=outcome.started_on,
        ended_on=outcome.ended_on,
        within_goal=outcome.goal is None or outcome.goal.starts_on <= outcome.started_on <= outcome.goal.due_on,
        hours=outcome.hours,
        self_employed=outcome.self_employed,
        registered=outcome.registered,
        first_income_on=outcome.first_income_on,
        same_post=outcome.same_post,
        credit=outcome.credit,
        served=_served(outcome, in_force["service_months"]),
        hired_by_school=outcome.hired_by_school,
        counted_since=outcome.counted_since if outcome.counted_until is None else None,
    )


def _verifiers(outcome: Outcome) -> int:
    """How many people found this revision proven, in the newest round of checking it. Nobody checks their own job."""
    seen = outcome.verifications.filter(revision=outcome.revision)
    newest = seen.aggregate(newest=Max("round"))["newest"]
    proven = seen.filter(round=newest, finding=Finding.PROVEN).exclude(verifier_id=outcome.person_id)
    return proven.values("verifier").distinct().count()


def _served(outcome: Outcome, months: int) -> bool:
    """Whether there was a service on a day before the offer (before the first day, where no offer is dated)."""
    until = outcome.offered_on or outcome.started_on
    zone = ZoneInfo(outcome.person.time_zone)
    return services.service_between(
        outcome.person, _midnight(months_before(until, months), zone), _midnight(until, zone)
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)
