"""*Check my answers*, from the form to the page of the result; and what a hostile form gets."""

import sqlite3

import psycopg
import pytest
from django.core import signing
from django.db import connection
from django.test import Client

from plusone.courses import quizzes
from plusone.courses.quizzes import Quiz
from plusone.learning import asking
from plusone.learning.actions.follow_course import follow_course
from plusone.learning.models import Attempt, Completion, Pass
from plusone.testing import builders
from plusone.testing.cast import amara, stranger, yusuf

from .pages import Page, filled, form, send

pytestmark = pytest.mark.django_db
ONE = "/courses/keyboard/one/"


def test_it_says_right_and_not_yet_in_words_with_the_feedback(signed_in, followed, solution):
    page = send(signed_in, ONE, {**solution, "q1": ["b"]})
    assert "Not yet 2 of 3, 66 %; you pass with 70 %." in page.text
    assert page.text.count("Right.") == 2
    assert "Not yet. A phone has no hover." in page.text
    assert f"{ONE}#quiz" in page.links


def test_a_pass_shows_the_next_step_and_the_completion(signed_in, followed, solution):
    page = send(signed_in, ONE, solution)
    assert "You passed 3 of 3, 100 %" in page.text
    assert "You completed Keyboard." in page.text
    assert "/courses/keyboard/two/" in page.links
    assert "Passed" in Page(signed_in.get(ONE)).text


def test_all_six_kinds_can_be_answered_without_a_script(signed_in, learner):
    course = builders.course("all", [builders.chapter("one", quiz=builders.quiz())])
    follow_course(actor=learner, course=course)
    page = send(signed_in, "/courses/all/one/", quizzes.solved(Quiz.from_json(builders.quiz())))
    assert "6 of 6, 100 %" in page.text
    assert "VoiceOver: iPhone" in page.text
    assert "1. aria-labelledby" in page.text


def test_what_is_missing_is_asked_for_and_nothing_is_lost_or_scored(signed_in, followed, solution):
    fields = {**form(signed_in, ONE, solution), "q1": "", "q3": ""}
    answer = signed_in.post(f"{ONE}quiz/", fields)
    page = Page(answer)
    assert answer.status_code == 400
    assert "Question 1: Which name is best for a search button?" in page.text
    assert {"#q1", "#q3"} <= set(page.links)
    assert page.html.count(" checked") == 2
    assert not Attempt.objects.exists()
    assert "Some answers need another look" in Page(signed_in.post(f"{ONE}quiz/", page.hidden)).text


@pytest.mark.parametrize("typed", ["ten", "1,0,0"])
def test_a_number_that_is_not_understood_uses_no_attempt(signed_in, followed, solution, typed):
    answer = signed_in.post(f"{ONE}quiz/", {**form(signed_in, ONE, solution), "q3": typed})
    assert answer.status_code == 400
    assert "We did not understand this number." in Page(answer).text
    assert f'value="{typed}"' in Page(answer).html
    assert not Attempt.objects.exists()


def test_back_and_send_again_is_one_attempt(signed_in, followed, solution):
    fields = form(signed_in, ONE, {**solution, "q1": ["b"]})
    first = signed_in.post(f"{ONE}quiz/", fields)
    again = signed_in.post(f"{ONE}quiz/", {**fields, **form(signed_in, ONE, solution), "asked": fields["asked"]})
    assert first["Location"] == again["Location"]
    assert Attempt.objects.count() == 1
    assert "This form was sent before." in Page(signed_in.get(again["Location"])).text


def test_two_tabs_are_two_attempts_and_neither_is_stuck(signed_in, followed, solution):
    tabs = [form(signed_in, ONE, {**solution, "q1": ["b"]}), form(signed_in, ONE, solution)]
    for tab in tabs:
        assert signed_in.post(f"{ONE}quiz/", tab).status_code == 302
    assert [one.passed for one in Attempt.objects.order_by("pk")] == [False, True]


def test_answers_are_marked_against_the_version_that_asked(signed_in, followed, solution):
    fields = form(signed_in, ONE, solution)
    builders.course("keyboard", [builders.chapter("one", quiz=builders.quiz("q4"))])
    page = Page(signed_in.post(f"{ONE}quiz/", fields, follow=True))
    assert "3 of 3" in page.text
    assert "You answered version 1 of the course" in page.text
    assert Attempt.objects.get().asked.version.number == 1


def test_a_form_of_an_older_version_is_shown_again_as_it_was(signed_in, followed, solution):
    fields = {**form(signed_in, ONE, solution), "q1": ""}
    builders.course("keyboard", [builders.chapter("one", quiz=builders.quiz("q4"))])
    page = Page(signed_in.post(f"{ONE}quiz/", fields))
    assert page.status == 400
    assert "Which name is best for a search button?" in page.text


def test_a_chapter_that_has_gone_meanwhile_still_takes_the_answers(signed_in, followed, solution):
    fields = form(signed_in, ONE, solution)
    builders.course("keyboard", [builders.chapter("other")])
    page = Page(signed_in.post(f"{ONE}quiz/", fields, follow=True))
    assert page.status == 200
    assert "This chapter is no longer part of the course." in page.text
    assert Pass.objects.count() == 1


@pytest.mark.parametrize(
    "asked",
    ["", "x", "x:y:z", signing.dumps([1, 2, "t"], salt="another")],
    ids=["empty", "letter", "parts", "other salt"],
)
def test_a_form_that_is_not_ours_is_refused(signed_in, followed, solution, asked):
    fields = {**form(signed_in, ONE, solution), "asked": asked}
    answer = signed_in.post(f"{ONE}quiz/", fields)
    assert answer.status_code == 400
    assert "Please open the chapter again." in Page(answer).text
    assert not Attempt.objects.exists()


def test_a_form_of_another_chapter_or_course_is_not_found(signed_in, followed, solution):
    builders.course("other")
    fields = form(signed_in, ONE, solution)
    for address in ["/courses/other/one/quiz/", "/courses/keyboard/two/quiz/", "/courses/none/one/quiz/"]:
        assert signed_in.post(address, fields).status_code == 404
    assert not Attempt.objects.exists()


def test_a_form_made_for_somebody_else_counts_for_nobody(client, signed_in, followed, solution):
    fields = form(signed_in, ONE, solution)
    follow_course(actor=yusuf(), course=followed)
    other = Client()
    other.force_login(yusuf())
    answer = other.post(f"{ONE}quiz/", fields)
    assert answer.status_code == 403
    assert "Please press the button once more" in Page(answer).text
    assert not Attempt.objects.exists()
    again = {**fields, **Page(answer).hidden, **refilled(Page(answer), solution)}
    assert other.post(f"{ONE}quiz/", again).status_code == 302
    assert Attempt.objects.get().person == yusuf()


def refilled(page, answers):
    asked = asking.open_asked(page.hidden["asked"], "keyboard", "one")
    return filled(asked.quiz, asked.seed, answers)


def test_a_form_from_another_site_stores_nothing(learner, followed, solution):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(learner)
    fields = form(careful, ONE, solution)
    assert careful.post(f"{ONE}quiz/", fields).status_code == 302
    before = Attempt.objects.count()
    fields = form(careful, ONE, solution)
    answer = careful.post(f"{ONE}quiz/", {**fields, "csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403
    assert "Your answers are still here" in Page(answer).text
    assert Attempt.objects.count() == before


def test_somebody_elses_result_is_not_there(client, signed_in, followed, solution):
    address = signed_in.post(f"{ONE}quiz/", form(signed_in, ONE, solution))["Location"]
    other = Client()
    assert other.get(address).status_code == 302
    other.force_login(stranger())
    assert other.get(address).status_code == 404
    assert signed_in.get(address.replace("/one/", "/two/")).status_code == 404


def test_no_field_can_claim_a_pass(signed_in, followed, solution):
    claims = {"passed": "1", "score": "3", "marks": "[]", "person": "2"}
    signed_in.post(f"{ONE}quiz/", {**form(signed_in, ONE, {**solution, "q1": ["b"]}), **claims})
    assert not Attempt.objects.get().passed
    assert not Completion.objects.exists()


def test_a_visitor_is_marked_and_nothing_is_kept(client, course, solution):
    page = send(client, ONE, {**solution, "q1": ["b"]})
    assert "2 of 3, 66 %" in page.text
    assert "Nothing of this was kept." in page.text
    assert "A phone has no hover." in page.text
    assert not Attempt.objects.exists()
    assert not client.cookies


def test_a_visitors_answers_come_along_when_they_follow(client, course, solution, learner):
    page = send(client, ONE, {**solution, "q3": ["6"]})
    follow = next(link for link in page.links if link.startswith("/courses/keyboard/following/?to="))
    client.force_login(learner)
    question = Page(client.get(follow))
    back = client.post("/courses/keyboard/following/", question.hidden)["Location"]
    filled_in = Page(client.get(back))
    assert filled_in.html.count(" checked") == 3
    assert 'value="6"' in filled_in.html
    assert not Attempt.objects.exists()


def test_a_visitors_answers_are_not_put_into_other_questions(client, course, solution, learner):
    follow = next(link for link in send(client, ONE, solution).links if "?to=" in link)
    builders.course("keyboard", [builders.chapter("one", quiz=builders.quiz("q1", "q2", "q3"))])
    client.force_login(learner)
    to = Page(client.get(follow)).hidden["to"]
    assert " checked" not in Page(client.get(to)).html
    assert client.get(f"{ONE}?answers=nonsense").status_code == 200


def test_who_does_not_follow_is_marked_and_nothing_is_kept(signed_in, course, solution):
    page = send(signed_in, ONE, solution)
    assert "Nothing of this was kept." in page.text
    assert not Attempt.objects.exists()


def test_a_session_that_ends_in_mid_quiz_loses_nothing(signed_in, learner, followed, solution):
    fields = form(signed_in, ONE, solution)
    signed_in.logout()
    answer = signed_in.post(f"{ONE}quiz/", fields)
    assert answer.status_code == 302
    assert "/account/held/" in answer["Location"]
    assert not Attempt.objects.exists()
    session = signed_in.session
    held = session["held_form"]
    signed_in.force_login(learner)
    session = signed_in.session
    session["held_form"] = held
    session.save()
    page = Page(signed_in.get("/account/held/"))
    assert f'action="{ONE}quiz/"' in page.html
    assert Page(signed_in.post(f"{ONE}quiz/", {**fields, **page.hidden}, follow=True)).text.count("Right.") == 3
    assert Attempt.objects.get().passed


def test_a_retired_course_takes_no_answers_and_says_so(signed_in, followed, solution):
    fields = form(signed_in, ONE, solution)
    builders.put(followed, "retired")
    answer = signed_in.post(f"{ONE}quiz/", fields)
    assert answer.status_code == 409
    assert "no longer taught" in Page(answer).text
    assert "Check my answers" not in Page(signed_in.get(ONE)).text


@pytest.mark.django_db(transaction=True)
def test_a_locked_database_keeps_the_answers_on_the_page(solution):
    learner, course = amara(), builders.course()
    follow_course(actor=learner, course=course)
    client = Client()
    client.force_login(learner)
    fields = form(client, ONE, solution)
    with held_lock():
        answer = client.post(f"{ONE}quiz/", fields)
    assert answer.status_code == 503
    page = Page(answer)
    assert "Your answers are still here and were not sent." in page.text
    assert page.html.count(" checked") == 3
    assert not Attempt.objects.exists()
    assert client.post(f"{ONE}quiz/", {**fields, **page.hidden}).status_code == 302
    assert Attempt.objects.get().passed


class held_lock:  # noqa: N801 - reads as a context
    """Another connection writes and does not end; ours waits a moment only."""

    def __enter__(self):
        given = connection.settings_dict
        if connection.vendor == "sqlite":
            self.other = sqlite3.connect(given["NAME"], isolation_level=None)
            self.other.execute("BEGIN IMMEDIATE")
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA busy_timeout = 100")
        else:
            names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
            self.other = psycopg.connect(**{name: given[key] for name, key in names.items()})
            self.other.execute("LOCK TABLE learning_attempt IN ACCESS EXCLUSIVE MODE")
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '100ms'")

    def __exit__(self, *_problem):
        self.other.rollback() if connection.vendor != "sqlite" else self.other.execute("ROLLBACK")
        self.other.close()
