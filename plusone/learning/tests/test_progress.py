"""How far somebody is: by chapters, across versions and languages."""

from datetime import UTC, datetime, timedelta

import pytest

from plusone.core import clock
from plusone.courses import quizzes
from plusone.courses.models import ChapterVersion
from plusone.courses.quizzes import Quiz
from plusone.learning import queries
from plusone.learning.actions.answer_quiz import answer_quiz
from plusone.learning.actions.follow_course import follow_course
from plusone.learning.actions.mark_chapter_read import mark_chapter_read
from plusone.learning.actions.stop_following import stop_following
from plusone.testing import builders
from plusone.testing.cast import yusuf

pytestmark = pytest.mark.django_db


def solve(person, course, key, right=True):
    asked = ChapterVersion.objects.filter(version=course.current, chapter__key=key, quiz__isnull=False).first()
    answers = quizzes.solved(Quiz.from_json(asked.quiz)) if right else {}
    return answer_quiz(actor=person, asked=asked, answers=answers, token=f"{asked.pk} {right}")


def read(person, course, key):
    mark_chapter_read(actor=person, chapter=course.chapters.get(key=key))


def only(person):
    (found,) = queries.my_courses(person)
    return found


def test_a_failed_quiz_and_a_read_chapter_with_a_quiz_are_not_done(learner, followed):
    solve(learner, followed, "one", right=False)
    read(learner, followed, "one")
    assert (only(learner).progress.done, only(learner).progress.of) == (0, 2)
    assert only(learner).next.key == "one"
    solve(learner, followed, "one")
    assert only(learner).progress.done == 1
    assert only(learner).next.key == "two"
    read(learner, followed, "two")
    assert only(learner).progress.all_done
    assert only(learner).next is None


def test_progress_is_the_same_in_every_language_and_a_chapter_counts_once(learner):
    course = builders.course(
        chapters=[
            builders.chapter("one"),
            builders.chapter("one", "Un", language="fr", position=1),
            builders.chapter("two"),
        ],
        titles={"en": "Keyboard", "fr": "Clavier"},
    )
    follow_course(actor=learner, course=course)
    read(learner, course, "one")
    for wishes, title in ([["en"], "Keyboard"], [["fr"], "Clavier"], [["ar"], "Keyboard"]):
        (mine,) = queries.my_courses(learner, wishes)
        assert (mine.progress.done, mine.progress.of, mine.title) == (1, 2, title)


def test_a_newer_version_keeps_what_was_done(learner, followed):
    solve(learner, followed, "one")
    read(learner, followed, "two")
    completed_at = only(learner).completed_at
    assert completed_at is not None
    chapters = [builders.chapter("new", quiz=builders.quiz("q4")), builders.chapter("two"), builders.chapter("one")]
    builders.course("keyboard", chapters)
    mine = only(learner)
    assert (mine.progress.done, mine.progress.of) == (2, 3)
    assert mine.next.key == "new"
    assert mine.completed_at == completed_at


def test_going_on_begins_at_the_place_where_one_was(learner):
    course = builders.course(chapters=[builders.chapter(key) for key in "abcd"])
    follow_course(actor=learner, course=course)
    assert only(learner).next.key == "a"
    read(learner, course, "c")
    assert only(learner).next.key == "d"
    read(learner, course, "d")
    assert only(learner).next.key == "a"


def test_the_course_of_today_stands_first_and_a_stopped_one_not_at_all(learner):
    made = [builders.course(slug, [builders.chapter("a")]) for slug in ("one", "two", "three")]
    for days, course in enumerate(made):
        with clock.moved_to(datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=days)):
            follow_course(actor=learner, course=course)
    with clock.moved_to(datetime(2026, 4, 1, tzinfo=UTC)):
        read(learner, made[0], "a")
    assert [one.slug for one in queries.my_courses(learner)] == ["one", "three", "two"]
    stop_following(actor=learner, course=made[0])
    assert [one.slug for one in queries.my_courses(learner)] == ["three", "two"]
    assert queries.my_courses(yusuf()) == []


def test_my_courses_cost_three_queries_however_many(learner, django_assert_num_queries):
    for number in range(12):
        follow_course(actor=learner, course=builders.course(f"c{number}"))
    with django_assert_num_queries(3):
        assert len(queries.my_courses(learner)) == 12


def test_a_retired_course_stays_in_my_list_with_its_standing(learner, followed):
    builders.put(followed, "retired")
    assert only(learner).standing == "retired"
