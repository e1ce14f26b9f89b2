"""Marking: what is right, what is wrong, and what is said about it."""

import pytest

from plusone.courses import quizzes
from plusone.courses.quizzes import Question, Quiz
from plusone.testing import builders

ALL = Quiz.from_json(builders.quiz())
Q = {one.id: one for one in ALL.questions}


def right(question_id, *answer):
    return quizzes.mark_question(Q[question_id], list(answer)).right


def said(question_id, *answer):
    return quizzes.mark_question(Q[question_id], list(answer)).feedback


def test_it_reads_and_writes_the_same_json():
    assert ALL.as_json() == builders.quiz()
    assert Quiz.from_json(None).questions == ()


def test_its_own_solution_is_all_right():
    assert [one.right for one in quizzes.mark(ALL, quizzes.solved(ALL))] == [True] * 6


def test_what_is_missing_is_wrong():
    assert [one.right for one in quizzes.mark(ALL, {})] == [False] * 6


def test_single_and_multiple_are_right_only_whole():
    assert right("q1", "a")
    assert not right("q1", "b")
    assert not right("q1", "a", "b")
    assert right("q2", "b", "a")
    assert not right("q2", "a")
    assert not right("q2", "a", "b", "c")
    assert not right("q2", "a", "b", "z")


def test_it_says_what_belongs_to_the_chosen_options_and_to_the_question():
    assert said("q1", "b") == ["A phone has no hover."]
    assert said("q2", "a", "c") == ["A colour is never a name.", "Are these words that can be spoken?"]
    assert said("q2", "a", "b") == ["Words, all of them."]
    assert said("q3", "6") == ["Six are of level A and AA.", "Count once more."]
    assert said("q3", "6.0") == ["Six are of level A and AA.", "Count once more."]
    assert said("q4", "Nothing") == ["It says at least the role."]
    assert said("q5", "2", "1", "3", "4") == ["The two that begin with aria come first."]


@pytest.mark.parametrize("typed", ["9", "9.0", "9,0", " 9 ", "+9", "9e0", "0,9e1", "0.9 e1", "٩", "９", "9.05", "8,95"])
def test_a_number_is_right_however_it_is_written(typed):
    assert right("q3", typed)


@pytest.mark.parametrize("typed", ["8.89", "9.11", "-9", "90", "9000"])
def test_a_number_outside_of_the_range_is_wrong(typed):
    assert quizzes.problem_in(Q["q3"], [typed]) is None
    assert not right("q3", typed)


@pytest.mark.parametrize(
    "typed",
    [
        "ten",
        "1,0,0",
        "1 2",
        "9.",
        "1e",
        "e9",
        "--9",
        "1/2",
        "9 %",
        "nan",
        "inf",
        "1e9999",
        "0x9",
        "1_0",
        "9" * 61,
        ".",
    ],
)
def test_what_is_no_number_is_not_understood(typed):
    assert quizzes.problem_in(Q["q3"], [typed]) == quizzes.NO_NUMBER


THOUSANDS = [
    "1000",
    "1,000",
    "1.000",
    "1 000",
    "1\u00a0000",
    "1\u202f000",
    "1'000",
    "1e3",
    "1 e3",
    "1,000.0",
    "1.000,0",
]


@pytest.mark.parametrize("typed", THOUSANDS)
def test_a_thousand_is_right_in_every_country(typed):
    thousand = Question("q", "number", "?", answers=(("1000", "1000"),))
    assert quizzes.mark_question(thousand, [typed]).right


def test_a_great_number_is_read_as_it_is_written():
    assert quizzes.mark_question(Question("q", "number", "?", answers=(("1e10", "1e10"),)), ["1 e10"]).right
    assert quizzes.mark_question(Question("q", "number", "?", answers=(("1000000", "1000000"),)), ["1,000,000"]).right
    assert quizzes.mark_question(Question("q", "number", "?", answers=(("0.1", "0.1"),)), [",1"]).right


UNSEEN = ["button", "Button", " BUTTON ", "but\u00adton", "\u200bbutton", "A  button", "a\u00a0button", "ｂutton"]


@pytest.mark.parametrize("typed", UNSEEN)
def test_words_are_right_whatever_nobody_sees(typed):
    assert right("q4", typed)


def test_words_with_a_hidden_space_in_the_key_are_right_too():
    city = Question("q", "text", "?", answers=("New\u00a0York",))
    for typed in ["New York", "New York ", "new  york", "New\u200b York"]:
        assert quizzes.mark_question(city, [typed]).right
    assert not quizzes.mark_question(city, ["NewYork"]).right


def test_a_phones_quotes_are_quotes():
    assert quizzes.mark_question(Question("q", "text", "?", answers=('alt="Save"',)), ["alt=“Save”"]).right
    assert quizzes.mark_question(Question("q", "text", "?", answers=("don't",)), ["don’t"]).right


def test_what_nobody_sees_is_no_answer():
    assert quizzes.problem_in(Q["q4"], []) == quizzes.UNANSWERED["text"]
    assert quizzes.problem_in(Q["q4"], [""]) == quizzes.UNANSWERED["text"]
    assert quizzes.problem_in(Q["q4"], ["x" * 501]) == quizzes.TOO_LONG


def test_an_order_is_right_only_in_order():
    assert right("q5", "1", "2", "3", "4")
    assert not right("q5", "2", "1", "3", "4")
    assert quizzes.problem_in(Q["q5"], ["1", "1", "3", "4"]) == quizzes.PLACE_TWICE
    assert quizzes.problem_in(Q["q5"], ["1", "", "3", "4"]) == quizzes.UNANSWERED["order"]


def test_lines_and_answers_that_read_alike_may_change_places():
    twice = Question.from_json(
        {"id": "q", "kind": "order", "html": "?", "items": [{"id": i, "html": h} for i, h in ("ax", "by", "cx")]}
    )
    assert quizzes.mark_question(twice, ["3", "2", "1"]).right
    assert not quizzes.mark_question(twice, ["1", "3", "2"]).right
    sides = [{"id": "a", "html": "x"}, {"id": "b", "html": "x"}]
    pairs = Question.from_json({"id": "q", "kind": "pairs", "html": "?", "left": sides, "right": sides})
    assert quizzes.mark_question(pairs, ["b", "a"]).right


def test_pairs_are_right_only_together():
    assert right("q6", "a", "b", "c")
    assert not right("q6", "b", "a", "c")
    assert quizzes.problem_in(Q["q6"], ["a", "b"]) == quizzes.FOREIGN
    assert quizzes.problem_in(Q["q6"], ["a", "b", "z"]) == quizzes.FOREIGN
    assert quizzes.problem_in(Q["q6"], ["a", "", "c"]) == quizzes.UNANSWERED["pairs"]


@pytest.mark.parametrize(
    ("score", "most", "mark", "passes"),
    [(7, 10, 70, True), (2, 3, 70, False), (2, 3, 66, True), (2, 3, 67, False), (0, 0, 70, False), (0, 3, 0, True)],
)
def test_the_pass_mark_is_compared_exactly(score, most, mark, passes):
    assert quizzes.passes(score, most, mark) is passes


def test_a_question_is_named_in_one_line():
    assert Question("q", "text", "<p>What\nis <b>this</b>?</p>").short == "What is this?"
