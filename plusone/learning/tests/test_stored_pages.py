"""Stored pages: fast, and never wrong."""

import gzip

import pytest
from django.test import Client

from plusone.core import site
from plusone.learning import jobs, memo, receivers, stored_pages
from plusone.learning.actions.follow_course import follow_course
from plusone.learning.models import StoredPage
from plusone.testing import builders

from .pages import Page

pytestmark = pytest.mark.django_db
ONE = "/courses/keyboard/one/"


@pytest.fixture
def stored(course):
    stored_pages.make_all(course.pk)
    return course


def test_a_visitor_costs_one_query(client, stored, django_assert_num_queries):
    client.get(ONE)
    with django_assert_num_queries(1):
        answer = client.get(ONE)
    assert "What one is about." in Page(answer).text


def test_it_is_the_page_that_would_have_been_made(client, course):
    def without_signatures(page):
        return page.html.split('name="asked" value="')[0] + page.html.split('name="asked" value="')[1].split('"', 1)[1]

    live = Page(client.get(ONE))
    stored_pages.make_all(course.pk)
    assert without_signatures(Page(client.get(ONE))) == without_signatures(live)


def test_a_visitors_page_sets_no_cookie_and_may_be_kept_by_anybody(client, stored):
    answer = client.get(ONE)
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, max-age=60"
    assert {part.strip() for part in answer["Vary"].split(",")} == {"Accept-Encoding", "Accept-Language", "Cookie"}
    chosen = client.get(f"{ONE}?lang=en")
    assert chosen["Cache-Control"] == "private"


def test_it_is_sent_compressed_and_only_once(client, stored):
    answer = client.get(ONE, headers={"Accept-Encoding": "gzip, br"})
    assert answer["Content-Encoding"] == "gzip"
    assert b"What one is about." in gzip.decompress(answer.content)
    again = client.get(ONE, headers={"Accept-Encoding": "gzip", "If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == answer["ETag"]
    assert client.get(ONE, headers={"If-None-Match": '"another"'}).status_code == 200


def test_nobody_with_an_account_gets_it(signed_in, learner, stored):
    follow_course(actor=learner, course=stored)
    answer = signed_in.get(ONE)
    assert "chapters done" in Page(answer).text
    assert "public" not in answer.get("Cache-Control", "")


def test_a_session_that_has_ended_is_a_visitor(stored):
    client = Client()
    client.cookies["session"] = "gone"
    assert client.get(ONE)["Cache-Control"] == "public, max-age=60"


def test_a_new_version_a_new_standing_and_a_new_name_are_seen_at_once(client, stored):
    builders.course("keyboard", [builders.chapter("one", html="<p>Mended</p>")])
    assert "Mended" in Page(client.get(ONE)).text
    stored_pages.make_all(stored.pk)
    stored.refresh_from_db()
    builders.put(stored, "on_hold", "First reason.")
    assert "First reason." in Page(client.get(ONE)).text
    stored_pages.make_all(stored.pk)
    builders.put(stored, "on_hold", "Second reason.")
    assert "Second reason." in Page(client.get(ONE)).text
    site.change(name="Another school")
    assert "Another school" in Page(client.get(ONE)).text
    builders.put(stored, "draft")
    assert client.get(ONE).status_code == 404


def test_a_new_secret_makes_new_forms(client, stored, settings):
    settings.SECRET_KEY = "another"
    memo.forget_everything()
    page = Page(client.get(ONE))
    assert client.post(f"{ONE}quiz/", page.hidden).status_code == 400
    assert "Choose one answer." in Page(client.post(f"{ONE}quiz/", page.hidden)).text
    memo.forget_everything()


def test_making_again_makes_nothing_and_drops_what_is_old(stored):
    before = set(StoredPage.objects.values_list("pk", flat=True))
    assert stored_pages.make_all(stored.pk) == 0
    assert set(StoredPage.objects.values_list("pk", flat=True)) == before
    site.change(name="Another school")
    assert stored_pages.make_all(stored.pk) == len(before)
    assert StoredPage.objects.count() == len(before)
    builders.course("keyboard", [builders.chapter("one")])
    jobs.make_every_page.call()
    assert set(StoredPage.objects.values_list("chapter_version__version__number", flat=True)) == {2}


def test_publishing_orders_the_pages(course):
    class Event:
        data = {"course": course.pk}
        subject_id = str(course.pk)

    receivers.order_pages(Event())
    receivers.order_pages_again(Event())
    jobs.make_pages.call(course.pk)
    assert StoredPage.objects.exists()


def test_somebody_with_an_account_costs_four_queries(signed_in, learner, stored, django_assert_max_num_queries):
    follow_course(actor=learner, course=stored)
    signed_in.get(ONE)
    with django_assert_max_num_queries(4):
        assert signed_in.get(ONE).status_code == 200
