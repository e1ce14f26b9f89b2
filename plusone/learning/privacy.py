"""What learning holds about somebody, for their download, and what of it goes when they are erased."""

from typing import Any

from django.utils.html import strip_tags

from plusone.core import clock, privacy
from plusone.learning import results
from plusone.learning.models import Attempt, Completion, Following, Pass, Reading
from plusone.people.models import Person


def export(person: Person) -> dict[str, Any]:
    mine = {"person": person}
    return {
        "courses": list(
            Following.objects.filter(**mine)
            .order_by("pk")
            .values("course__slug", "since", "stopped_at", "place__key", "place_at")
        ),
        "chapters_read": list(Reading.objects.filter(**mine).order_by("pk").values("chapter__key", "at")),
        "quizzes_passed": list(Pass.objects.filter(**mine).order_by("pk").values("chapter__key", "at")),
        "completed": list(
            Completion.objects.filter(**mine).order_by("pk").values("course__slug", "version__number", "at")
        ),
        "attempts": [_attempt(one) for one in results.attempts_of(person).order_by("pk")],
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    """In words, as the page of the attempt shows it: the stored form would say where the right answers stand."""
    shown = results.stored_outcome(attempt)
    return {
        "chapter": attempt.chapter.key,
        "version": attempt.asked.version.number,
        "at": attempt.at,
        "score": attempt.score,
        "of": attempt.most,
        "passed": attempt.passed,
        "answers": [
            {
                "question": one.short,
                "answer": one.typed or [strip_tags(html) for html in one.said],
                "right": bool(one.mark and one.mark.right),
            }
            for one in shown.questions
        ],
    }


def erase(person: Person) -> None:
    """Answers and places go. That somebody passed and completed stays, without a person behind it."""
    for attempt in Attempt.objects.filter(person=person).only("pk", "marks"):
        marks = [{"right": one["right"], "feedback": []} for one in attempt.marks]
        Attempt.objects.filter(pk=attempt.pk).update(answers={}, marks=marks)
    mine = Following.objects.filter(person=person)
    mine.filter(stopped_at=None).update(stopped_at=clock.now())
    mine.update(place=None, place_at=None)


privacy.room(
    "learning",
    covers=["learning.Following", "learning.Reading", "learning.Attempt", "learning.Pass", "learning.Completion"],
    export=export,
    erase=erase,
)
