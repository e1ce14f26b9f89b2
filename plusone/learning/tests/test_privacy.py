"""What leaves the room with a person, as a copy or by erasure; and the room's facts."""

import json
from datetime import UTC, date, datetime

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from plusone.core import clock, facts, privacy
from plusone.courses import quizzes
from plusone.courses.models import ChapterVersion
from plusone.courses.quizzes import Quiz
from plusone.learning.actions.answer_quiz import answer_quiz
from plusone.learning.actions.follow_course import follow_course
from plusone.learning.actions.mark_chapter_read import mark_chapter_read
from plusone.learning.actions.stop_following import stop_following
from plusone.learning.models import Attempt, Completion, Following, Pass
from plusone.testing import builders
from plusone.testing.cast import yusuf

pytestmark = pytest.mark.django_db


@pytest.fixture
def learnt(learner):
    course = builders.course(chapters=[builders.chapter("one", quiz=builders.quiz()), builders.chapter("two")])
    follow_course(actor=learner, course=course)
    mark_chapter_read(actor=learner, chapter=course.chapters.get(key="two"))
    asked = ChapterVersion.objects.get(chapter__key="one")
    answers = {**quizzes.solved(Quiz.from_json(asked.quiz)), "q4": ["my secret"]}
    answer_quiz(actor=learner, asked=asked, answers=answers, token="t")
    return course


def room():
    return next(one for one in privacy.rooms() if one.name == "learning")


def test_the_copy_says_in_words_what_somebody_did(learner, learnt):
    copy = room().export(learner)
    assert copy["courses"][0]["course__slug"] == "keyboard"
    assert copy["completed"][0]["version__number"] == 1
    (attempt,) = copy["attempts"]
    assert (attempt["score"], attempt["of"], attempt["passed"]) == (5, 6, True)
    assert attempt["answers"][3]["answer"] == "my secret"
    assert attempt["answers"][0]["answer"] == ["The word Search"]
    json.dumps(copy, cls=DjangoJSONEncoder)
    assert room().export(yusuf())["attempts"] == []


def test_erasing_takes_the_words_and_leaves_the_numbers(learner, learnt):
    room().erase(learner)
    attempt = Attempt.objects.get()
    assert attempt.answers == {}
    assert "secret" not in json.dumps(attempt.marks)
    assert attempt.marks[0] == {"right": True, "feedback": []}
    assert attempt.score == 5
    assert Pass.objects.count() == Completion.objects.count() == 1
    following = Following.objects.get()
    assert following.place is None
    assert following.stopped_at is not None
    room().export(learner)


def test_the_facts_say_of_how_many(learner):
    other = yusuf()
    course = builders.course(chapters=[builders.chapter("one", quiz=builders.quiz("q1"))])
    asked = ChapterVersion.objects.get()
    with clock.moved_to(datetime(2026, 3, 1, 23, 59, tzinfo=UTC)):
        for person in (learner, other):
            follow_course(actor=person, course=course)
    with clock.moved_to(datetime(2026, 3, 2, 0, 0, tzinfo=UTC)):
        stop_following(actor=other, course=course)
        answer_quiz(actor=learner, asked=asked, answers={}, token="1")
        answer_quiz(actor=learner, asked=asked, answers={"q1": ["a"]}, token="2")

    def read(name, day, **narrow):
        found = facts.read(f"learning.{name}", day, **narrow)
        return found.value, found.n

    before, first, second = date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)
    assert read("followers", before) == (0, 0)
    assert read("followers", first) == (2, 2)
    assert read("followers", second) == (1, 2)
    assert read("followers", second, course="other") == (0, 0)
    assert read("completions", first) == (0, 2)
    assert read("completions", second, course="keyboard") == (1, 2)
    assert read("passed_quizzes", second) == (1, 1)
