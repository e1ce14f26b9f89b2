"""A quiz on a page: drawn without telling, read without trusting."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from plusone.courses import quiz_forms, quizzes
from plusone.courses.quizzes import Choice, Question, Quiz
from plusone.testing import builders

ALL = Quiz.from_json(builders.quiz())
SEEDS = [f"seed {n}" for n in range(60)]


def sent(**fields):
    made = QueryDict(mutable=True)
    for name, value in fields.items():
        made.setlist(name.replace("_", "-"), value if isinstance(value, list) else [value])
    return made


def filled(answers, seed="s"):
    made = QueryDict(mutable=True)
    for one in quiz_forms.shown(ALL, seed, answers):
        if one.options:
            made.setlist(one.name, [option.value for option in one.options if option.chosen])
        for line in one.lines:
            made.setlist(line.name, [option.value for option in line.options if option.chosen])
        if one.typed:
            made[one.name] = one.typed
    return made


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_what_is_filled_in_is_read_back(seed):
    answers = quizzes.solved(ALL)
    reply = quiz_forms.read(ALL, seed, filled(answers, seed))
    assert reply.answers == answers
    assert reply.problems == {}


def test_a_seed_always_draws_the_same_and_seeds_differ():
    assert quiz_forms.shown(ALL, "s") == quiz_forms.shown(ALL, "s")
    drawn = {tuple(line.html for line in quiz_forms.shown(ALL, seed)[4].lines) for seed in SEEDS}
    assert len(drawn) > 5


def test_neither_order_nor_pairs_are_ever_shown_solved():
    two = Question("q", "order", "?", items=(Choice("a", "x"), Choice("b", "y")))
    left, right = (Choice("a", "x"), Choice("b", "y")), (Choice("a", "1"), Choice("b", "2"))
    pairs = Question("p", "pairs", "?", left=left, right=right)
    written = [one.html for one in ALL.questions[4].items]
    for seed in SEEDS:
        order, paired = quiz_forms.shown(Quiz((two, pairs)), seed)
        assert [line.html for line in order.lines] == ["y", "x"]
        assert [option.html for option in paired.lines[0].options] == ["2", "1"]
        assert [line.html for line in quiz_forms.shown(ALL, seed)[4].lines] != written


def test_the_page_says_nothing_of_what_is_right():
    secrets = ["right", "feedback", "never a name", "no hover", "8.9", "level A and AA", "begin with aria", "Visible"]
    for seed in SEEDS[:3]:
        page = render_to_string("courses/questions.html", {"questions": quiz_forms.shown(ALL, seed)})
        for secret in secrets:
            assert secret not in page, secret
        assert 'value="a"' not in page


def test_what_is_missing_is_asked_for_and_the_rest_is_kept():
    fields = filled(quizzes.solved(ALL))
    for name in ["q1", "q3", "q5-2", "q6-1"]:
        del fields[name]
    reply = quiz_forms.read(ALL, "s", fields)
    assert list(reply.problems) == ["q1", "q3", "q5", "q6"]
    assert reply.answers["q2"] == ["a", "b"]
    assert reply.answers["q4"] == ["button"]
    assert sorted(reply.answers["q5"])[0] == ""
    assert set(quiz_forms.read(ALL, "s", sent()).problems) == {"q1", "q2", "q3", "q4", "q5", "q6"}


@pytest.mark.parametrize(
    "fields",
    [
        {"q1": "4"}, {"q1": "0"}, {"q1": "-1"}, {"q1": "a"}, {"q1": "١"}, {"q1": ["1", "2"]}, {"q1": "1" * 50},
        {"q2": ["1", "9"]}, {"q5_1": "5"}, {"q5_1": "x"}, {"q6_1": "4"}, {"q6_1": "a"},
    ],
)  # fmt: skip
def test_what_is_not_shown_cannot_be_chosen(fields):
    made = filled(quizzes.solved(ALL))
    wrong = sent(**fields)
    for name in wrong:
        made.setlist(name, wrong.getlist(name))
    reply = quiz_forms.read(ALL, "s", made)
    assert list(reply.problems.values()) == [quizzes.FOREIGN]


def test_an_answer_to_another_quiz_is_ignored():
    made = filled(quizzes.solved(ALL))
    made["q99"] = "1"
    made["q1-1"] = "1"
    reply = quiz_forms.read(ALL, "s", made)
    assert not reply.problems
    assert set(reply.answers) == {"q1", "q2", "q3", "q4", "q5", "q6"}


def test_hostile_text_is_kept_small_and_escaped():
    made = filled(quizzes.solved(ALL))
    made["q4"] = '"><script>\x00' + "x" * 100_000
    reply = quiz_forms.read(ALL, "s", made)
    assert reply.problems["q4"] == quizzes.TOO_LONG
    assert len(reply.answers["q4"][0]) == 501
    page = render_to_string("courses/questions.html", {"questions": quiz_forms.shown(ALL, "s", reply.answers)})
    assert "<script>" not in page
    assert "\x00" not in page
