"""To answer a quiz: marked against the version that asked, passed once for ever."""

from django.db import transaction

from plusone.core import clock, events
from plusone.courses import quizzes
from plusone.courses.models import ChapterVersion
from plusone.courses.quizzes import Answers, Quiz
from plusone.learning import access, completion
from plusone.learning.errors import NoQuiz
from plusone.learning.events import QUIZ_ATTEMPTED, QUIZ_PASSED
from plusone.learning.models import Attempt, Pass
from plusone.people.models import Person


@transaction.atomic
def answer_quiz(*, actor: Person, asked: ChapterVersion, answers: Answers, token: str) -> Attempt:
    """Mark and keep the answers; a token that was sent before gives back what it gave then.

    `answers` are in the form of `courses.quizzes`. What is missing or foreign in them is wrong: whoever wants it
    asked for first reads the form with `courses.quiz_forms.read`. Refuses somebody who does not follow the course, a
    retired course, and a chapter without a quiz.
    """
    following = access.lock_following(actor, asked.chapter)
    again = Attempt.objects.filter(person=actor, token=token).first()
    if again:
        return again
    if not asked.quiz:
        raise NoQuiz
    attempt = _marked(actor, asked, answers, token)
    following.place, following.place_at = asked.chapter, attempt.at
    following.save(update_fields=["place", "place_at"])
    events.record(
        QUIZ_ATTEMPTED, actor=actor, subject=attempt, score=attempt.score, most=attempt.most, passed=attempt.passed
    )
    if attempt.passed:
        _passed, new = Pass.objects.get_or_create(
            person=actor, chapter=asked.chapter, defaults={"attempt": attempt, "at": attempt.at}
        )
        if new:
            events.record(QUIZ_PASSED, actor=actor, subject=asked.chapter)
        completion.complete(actor, following.course)
    return attempt


def _marked(actor: Person, asked: ChapterVersion, answers: Answers, token: str) -> Attempt:
    quiz = Quiz.from_json(asked.quiz)
    marks = quizzes.mark(quiz, answers)
    score = sum(one.right for one in marks)
    return Attempt.objects.create(
        person=actor,
        chapter=asked.chapter,
        asked=asked,
        token=token,
        answers={question.id: list(answers.get(question.id, [])) for question in quiz.questions},
        marks=[one.as_json() for one in marks],
        score=score,
        most=len(marks),
        passed=quizzes.passes(score, len(marks), asked.version.pass_mark),
        at=clock.now(),
    )
