"""The line of the learner: read, follow, fail, pass, complete."""

import re
from html.parser import HTMLParser

import pytest

from plusone.courses import quiz_forms, quizzes
from plusone.courses.quizzes import Quiz
from plusone.learning import asking
from plusone.learning.models import Attempt, Completion, Following, Pass
from plusone.testing import builders
from plusone.testing.cast import amara

pytestmark = pytest.mark.django_db


class Form(HTMLParser):
    """The fields of the forms on a page."""

    def __init__(self, html):
        super().__init__()
        self.hidden = {}
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "input" and given.get("type") == "hidden":
            self.hidden[given["name"]] = given["value"]


def fields(page, asked, answers):
    """The form as somebody would fill it in who wants to give these answers."""
    drawn = quiz_fields(asked.quiz, asked.seed, answers)
    return {**Form(page.content.decode()).hidden, **drawn}


def quiz_fields(quiz, seed, answers):
    sent = {}
    for one in quiz_forms.shown(quiz, seed, answers):
        if one.options:
            sent[one.name] = [option.value for option in one.options if option.chosen]
        for line in one.lines:
            sent[line.name] = [option.value for option in line.options if option.chosen]
        if one.typed:
            sent[one.name] = one.typed
    return sent


def test_somebody_reads_follows_fails_passes_and_completes(client):
    course = builders.course()
    quiz = Quiz.from_json(builders.quiz("q1", "q2", "q3"))
    assert client.get("/courses/").status_code == 200
    assert b'href="/courses/keyboard/following/"' in client.get("/courses/keyboard/").content
    page = client.get("/courses/keyboard/one/")
    assert page.status_code == 200
    assert "Check my answers" in page.content.decode()

    client.force_login(amara())
    assert client.post("/courses/keyboard/following/").status_code == 302
    assert Following.objects.get().course == course
    page = client.get("/courses/keyboard/one/")
    asked = asking.open_asked(Form(page.content.decode()).hidden["asked"], "keyboard", "one")
    wrong = {**quizzes.solved(quiz), "q1": ["b"]}
    answer = client.post("/courses/keyboard/one/quiz/", fields(page, asked, wrong), follow=True)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "2 of 3, 66 %" in text
    assert "A phone has no hover." in text
    assert Attempt.objects.get().passed is False

    page = client.get("/courses/keyboard/one/")
    asked = asking.open_asked(Form(page.content.decode()).hidden["asked"], "keyboard", "one")
    answer = client.post("/courses/keyboard/one/quiz/", fields(page, asked, quizzes.solved(quiz)), follow=True)
    assert "3 of 3, 100 %" in answer.content.decode()
    assert Pass.objects.count() == 1
    assert Completion.objects.get().course == course
    assert re.search(r"Completed on", client.get("/courses/keyboard/").content.decode())
