"""Numbers of learning, each with its denominator. `course` (a slug) narrows every one of them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from plusone.core.facts import Reading, fact
from plusone.learning.models import Attempt, Completion, Following, Pass


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, UTC)


def _only(path: str, narrow: dict[str, Any]) -> Q:
    return Q(**{f"{path}__slug": narrow["course"]}) if narrow.get("course") else Q()


@fact("learning.followers", "People who follow at least one course.", unit="people")
def followers(day: date, **narrow: Any) -> Reading:
    """Who stopped, and began again on a later day, counts as a follower in between: only the last stop is stored."""
    end = _end_of(day)
    ever = Following.objects.filter(_only("course", narrow), since__lt=end)
    now = ever.filter(Q(stopped_at=None) | Q(stopped_at__gte=end))
    return Reading(_people(now), _people(ever))


@fact("learning.completions", "Courses completed, one for each person and course, of all that were followed.", unit="")
def completions(day: date, **narrow: Any) -> Reading:
    end = _end_of(day)
    done = Completion.objects.filter(_only("course", narrow), at__lt=end).count()
    return Reading(done, Following.objects.filter(_only("course", narrow), since__lt=end).count())


@fact("learning.passed_quizzes", "Quizzes passed, one for each person and quiz, of all that were tried.", unit="")
def passed_quizzes(day: date, **narrow: Any) -> Reading:
    end = _end_of(day)
    passed = Pass.objects.filter(_only("chapter__course", narrow), at__lt=end).count()
    tried = Attempt.objects.filter(_only("chapter__course", narrow), at__lt=end)
    return Reading(passed, tried.order_by().values("person", "chapter").distinct().count())


def _people(found: Any) -> int:
    return int(found.order_by().values("person").distinct().count())
