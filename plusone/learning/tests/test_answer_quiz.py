"""To answer a quiz: marked once, passed once, completed once."""

import pytest

from plusone.core.models import Event
from plusone.courses import quizzes
from plusone.courses.models import ChapterVersion
from plusone.courses.quizzes import Quiz
from plusone.learning import jobs
from plusone.learning.actions.answer_quiz import answer_quiz
from plusone.learning.actions.follow_course import follow_course
from plusone.learning.actions.mark_chapter_read import mark_chapter_read
from plusone.learning.actions.stop_following import stop_following
from plusone.learning.errors import NoQuiz, NotFollowed, Retired
from plusone.learning.models import Attempt, Completion, Pass
from plusone.learning.services import passed_quizzes
from plusone.testing import builders, races
from plusone.testing.cast import amara, stranger, yusuf

pytestmark = pytest.mark.django_db


def asked(course, key="one", language="en"):
    return ChapterVersion.objects.get(version=course.current, chapter__key=key, language=language)


def right(course, key="one"):
    return quizzes.solved(Quiz.from_json(asked(course, key).quiz))


def count(name):
    return Event.objects.filter(name=f"learning.{name}").count()


def test_it_marks_and_keeps_the_answers(learner, followed):
    made = answer_quiz(actor=learner, asked=asked(followed), answers={**right(followed), "q1": ["b"]}, token="t")
    assert (made.score, made.most, made.passed) == (2, 3, False)
    assert made.marks[0] == {"right": False, "feedback": ["A phone has no hover."]}
    assert made.asked == asked(followed)
    assert count("quiz_attempted") == 1
    assert not Pass.objects.exists()


def test_a_token_sent_again_gives_the_first_result(learner, followed):
    first = answer_quiz(actor=learner, asked=asked(followed), answers={}, token="t")
    again = answer_quiz(actor=learner, asked=asked(followed), answers=right(followed), token="t")
    assert again == first
    assert not again.passed
    assert Attempt.objects.count() == count("quiz_attempted") == 1


def test_the_same_token_of_two_people_are_two_attempts(learner, followed):
    follow_course(actor=yusuf(), course=followed)
    for person in (learner, yusuf()):
        answer_quiz(actor=person, asked=asked(followed), answers={}, token="t")
    assert Attempt.objects.count() == 2


def test_passed_stays_passed(learner, followed):
    answer_quiz(actor=learner, asked=asked(followed), answers=right(followed), token="1")
    answer_quiz(actor=learner, asked=asked(followed), answers={}, token="2")
    answer_quiz(actor=learner, asked=asked(followed), answers=right(followed), token="3")
    assert Pass.objects.get().attempt.token == "1"
    assert count("quiz_passed") == count("course_completed") == 1
    assert passed_quizzes(learner).count() == 1


def test_what_is_missing_is_in_the_total(learner, followed):
    made = answer_quiz(actor=learner, asked=asked(followed), answers={"q1": ["a"]}, token="t")
    assert (made.score, made.most) == (1, 3)


def test_the_pass_mark_is_that_of_the_version(learner):
    course = builders.course(pass_mark=66)
    follow_course(actor=learner, course=course)
    assert answer_quiz(actor=learner, asked=asked(course), answers={**right(course), "q1": ["b"]}, token="t").passed


def test_it_refuses_who_does_not_follow_or_stopped(learner, followed):
    with pytest.raises(NotFollowed):
        answer_quiz(actor=stranger(), asked=asked(followed), answers={}, token="t")
    stop_following(actor=learner, course=followed)
    with pytest.raises(NotFollowed):
        answer_quiz(actor=learner, asked=asked(followed), answers={}, token="t")
    assert not Attempt.objects.exists()


def test_it_refuses_a_chapter_without_a_quiz_and_a_retired_course(learner, followed):
    with pytest.raises(NoQuiz):
        answer_quiz(actor=learner, asked=asked(followed, "two"), answers={}, token="t")
    builders.put(followed, "retired")
    with pytest.raises(Retired):
        answer_quiz(actor=learner, asked=asked(followed), answers={}, token="t")
    assert not Attempt.objects.exists()


def test_who_began_may_finish_a_course_on_hold(learner, followed):
    builders.put(followed, "on_hold")
    answer_quiz(actor=learner, asked=asked(followed), answers=right(followed), token="t")
    assert Completion.objects.get().course == followed


def two_quizzes():
    return builders.course(
        "two", [builders.chapter("a", quiz=builders.quiz("q1")), builders.chapter("b", quiz=builders.quiz("q4"))]
    )


def test_it_completes_when_the_last_quiz_is_passed(learner):
    course = two_quizzes()
    follow_course(actor=learner, course=course)
    answer_quiz(actor=learner, asked=asked(course, "b"), answers=right(course, "b"), token="b")
    assert not Completion.objects.exists()
    answer_quiz(actor=learner, asked=asked(course, "a"), answers=right(course, "a"), token="a")
    assert Completion.objects.get().version == course.current


def test_a_course_without_a_quiz_is_read_and_not_completed(learner):
    course = builders.course("plain", [builders.chapter("a"), builders.chapter("b")])
    follow_course(actor=learner, course=course)
    for chapter in course.chapters.all():
        mark_chapter_read(actor=learner, chapter=chapter)
    assert not Completion.objects.exists()


def test_a_newer_version_takes_no_completion_back_and_asks_who_is_not_done(learner, followed):
    old = asked(followed)
    answer_quiz(actor=learner, asked=old, answers=right(followed), token="1")
    chapters = [builders.chapter("one", quiz=builders.quiz("q1")), builders.chapter("new", quiz=builders.quiz("q2"))]
    newer = builders.course("keyboard", chapters)
    assert Completion.objects.get(person=learner).version.number == 1
    follow_course(actor=yusuf(), course=newer)
    made = answer_quiz(actor=yusuf(), asked=old, answers=quizzes.solved(Quiz.from_json(old.quiz)), token="1")
    assert made.passed
    assert made.asked.version.number == 1
    assert not Completion.objects.filter(person=yusuf()).exists()
    answer_quiz(actor=yusuf(), asked=asked(newer, "new"), answers=right(newer, "new"), token="2")
    assert Completion.objects.get(person=yusuf()).version.number == 2


def test_a_version_that_asks_less_completes_who_passed_all_of_it(learner):
    course = two_quizzes()
    for person in (learner, yusuf()):
        follow_course(actor=person, course=course)
    answer_quiz(actor=learner, asked=asked(course, "a"), answers=right(course, "a"), token="a")
    newer = builders.course("two", [builders.chapter("a", quiz=builders.quiz("q1"))])
    jobs.complete_where_due.call(newer.pk)
    jobs.complete_where_due.call(newer.pk)
    assert [one.person for one in Completion.objects.all()] == [learner]
    assert count("course_completed") == 1


def test_a_quiz_passed_in_another_language_is_passed(learner):
    course = builders.course(
        "names",
        [
            builders.chapter("a", quiz=builders.quiz("q1")),
            builders.chapter("a", "Un nom", language="fr", position=1, quiz=builders.quiz("q4")),
        ],
    )
    follow_course(actor=learner, course=course)
    answer_quiz(actor=learner, asked=asked(course, "a", "fr"), answers={"q4": ["button"]}, token="t")
    assert Completion.objects.get().course == course


@pytest.mark.django_db(transaction=True)
def test_a_double_click_is_one_attempt_and_one_result():
    learner, course = amara(), builders.course()
    follow_course(actor=learner, course=course)
    quiz, answers = asked(course), right(course)
    results = races.together(*[lambda: answer_quiz(actor=learner, asked=quiz, answers=answers, token="t")] * 4)
    assert races.failed(results) == []
    assert len({one.pk for one in results}) == 1
    assert Attempt.objects.count() == Pass.objects.count() == Completion.objects.count() == 1
    assert count("quiz_attempted") == count("quiz_passed") == count("course_completed") == 1


@pytest.mark.django_db(transaction=True)
def test_two_last_quizzes_at_once_complete_the_course_once():
    learner, course = amara(), two_quizzes()
    follow_course(actor=learner, course=course)
    parts = [(asked(course, key), right(course, key), key) for key in ("a", "b")]
    results = races.together(
        *[lambda one=one: answer_quiz(actor=learner, asked=one[0], answers=one[1], token=one[2]) for one in parts]
    )
    assert races.failed(results) == []
    assert Completion.objects.count() == count("course_completed") == 1
