"""Quizzes as text: six ways of asking, and exactly what is missing."""

import pytest

from plusone.core.markdown import render_phrase
from plusone.courses.quiz_text import decimal, parse, plain
from plusone.courses.quizzes import Quiz


def read(text: str):
    problems: list[tuple[int, str]] = []

    def draw(words: str, line: int) -> str:
        return render_phrase(words, language="en", links=lambda address, kind: None, first_line=line).html

    made = parse(text, first_line=1, draw=draw, tell=lambda line, sentence, cure: problems.append((line, sentence)))
    return made["questions"], problems


def one(text: str):
    questions, problems = read(text)
    assert problems == []
    return questions[0]


def test_one_of_several():
    found = one("### Which *one*?\n- (x) This\n  > Yes\n  > indeed.\n- ( ) That\nright: Good.\nwrong: Look again.")
    assert found == {
        "id": "q1",
        "kind": "single",
        "html": "Which <em>one</em>?",
        "options": [
            {"id": "a", "html": "This", "right": True, "feedback": "Yes indeed."},
            {"id": "b", "html": "That", "right": False},
        ],
        "if_right": "Good.",
        "if_wrong": "Look again.",
    }


def test_all_that_apply():
    found = one("### Which?\n- [x] A\n- [X] B\n- [ ] C\n- [] D")
    assert found["kind"] == "multiple"
    assert [option["right"] for option in found["options"]] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("number: 4", [["4", "4"]]),
        ("number: 3.9..4.1", [["3.9", "4.1"]]),
        ("number: 4 ± 0.1", [["3.9", "4.1"]]),
        ("number: 4 +/- 0.1", [["3.9", "4.1"]]),
        ("number: -3\nnumber: 3", [["-3", "-3"], ["3", "3"]]),
        ("number: 1e10", [["10000000000", "10000000000"]]),
        ("number: 3,5", [["3.5", "3.5"]]),
        ("number: −2", [["-2", "-2"]]),
        ("number: 0.50", [["0.5", "0.5"]]),
    ],
)
def test_a_number_is_a_range(text, answers):
    assert one(f"### How many?\n{text}")["answers"] == answers


@pytest.mark.parametrize("text", ["ten", "1,0,0", "1 e10", "4..3", "1e999999999", "", "4 ± x", "NaN", "inf", "٤x"])
def test_a_number_that_nobody_can_read_is_told(text):
    _questions, problems = read(f"### How many?\nnumber: {text}")
    assert [line for line, _sentence in problems] == [2]


def test_an_absurd_exponent_costs_nothing():
    assert decimal("1e99") is not None and decimal("1e100") is None


def test_a_word_or_two_without_markup_and_invisible_letters():
    found = one("### City?\ntext: **New&nbsp;York**\ntext: N\u200bYC\nnot boston: That is another one.")
    assert found["answers"] == ["New York", "NYC"]
    assert found["nots"] == [{"value": "boston", "html": "That is another one."}]


def test_an_order_and_pairs():
    assert one("### Order\n1. One\n2. Two\n3. Three")["items"][2] == {"id": "c", "html": "Three"}
    found = one("### Pairs\n- Tab key => Can I *reach* it?\n- Reader => What is it called?")
    assert found["left"] == [{"id": "a", "html": "Tab key"}, {"id": "b", "html": "Reader"}]
    assert found["right"][0] == {"id": "a", "html": "Can I <em>reach</em> it?"}


def test_a_nots_value_of_a_number_is_written_plainly():
    assert one("### n?\nnumber: 4\nnot 6,50: You counted twice.")["nots"] == [
        {"value": "6.5", "html": "You counted twice."}
    ]


def test_words_and_code_before_the_options_belong_to_the_question():
    found = one("### What does it print?\n\n```python\n- (x) no option\nprint(1)\n```\n\n- (x) 1\n- ( ) 2")
    assert "print(1)" in found["html"] and found["html"].startswith("<p>What")
    assert len(found["options"]) == 2


def test_options_that_differ_only_in_markup_are_two():
    found = one("### Which tag?\n- (x) `<a>`\n- ( ) `<b>`\n- ( ) `print`\n- ( ) `Print`")
    assert len(found["options"]) == 4


def test_a_formula_stays_in_option_and_feedback():
    found = one("### $$a_1$$?\n- (x) $$ (u)_{a} \\\\ \\{w\\}_{c} $$\n  > $$x_1*y_2*$$\n- ( ) b")
    assert "(u)_{a} \\\\ \\{w\\}_{c}" in found["options"][0]["html"]
    assert "x_1*y_2*" in found["options"][0]["feedback"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("### Q\n- ( ) a\n- ( ) b", 1, "no right answer"),
        ("### Q\n- (x) a\n- (x) b", 1, "two right answers"),
        ("### Q\n- (x) a", 1, "only one option"),
        ("### Q\n- (x) a\n- ( )\n- ( ) c", 3, "empty"),
        ("### Q\n- (x) a\n- ( ) b\n- ( ) *b*", 4, "twice"),
        ("### Q", 1, "no answer"),
        ("### Q\n- (x) a\n- ( ) b\nnumber: 4", 1, "mixes"),
        ("###  \n- (x) a\n- ( ) b", 1, "no words"),
        ("### Q\n1. a", 1, "nothing to put in order"),
        ("### Q\n- a => b", 1, "only one pair"),
        ("### Q\n- a => b\n- c => b", 3, "twice"),
        ("### Q\ntext:  ", 2, "empty"),
        ("### Q\ntext: a\ntext: A", 3, "twice"),
        ("### Q\nnumber: 4\nnot six: no", 3, "not a number"),
        ("### Q\n- (x) a\n- ( ) b\nnot a: no", 4, "only a number or a text"),
        ("### Q\nnumber: 4\nstray words", 3, "no answer"),
        ("words\n### Q\nnumber: 4", 1, "before the first question"),
        ("", 1, "no question"),
    ],
)
def test_what_is_missing_is_told_with_its_line(text, line, words):
    _questions, problems = read(text)
    assert any(at == line and words in sentence for at, sentence in problems), problems


def test_ids_follow_the_position():
    questions, _problems = read("### A\nnumber: 1\n### B\nnumber: 2")
    assert [question["id"] for question in questions] == ["q1", "q2"]


def test_marking_reads_what_was_written():
    questions, _problems = read(
        "### A\nnumber: 1\n### B\n- [x] a\n- [ ] b\n### C\n- a => b\n- c => d\n### D\n1. x\n2. y"
    )
    assert [question.kind for question in Quiz.from_json({"questions": questions}).questions] == [
        "number",
        "multiple",
        "pairs",
        "order",
    ]


def test_plain_words_have_one_blank_between_them():
    assert plain("<b>New</b>\u00a0 York\u200b &amp; co ") == "New York & co"


def test_a_name_that_ends_in_a_number_sign_keeps_it():
    assert one("### What is C#\nnumber: 1")["html"] == "What is C#"
    assert one("### What? ###\nnumber: 1")["html"] == "What?"
