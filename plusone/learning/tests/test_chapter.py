"""The page of a chapter: for anybody, in their language, as the course stands."""

import re

import pytest
from django.test import Client

from plusone.learning import stored_pages
from plusone.learning.actions.follow_course import follow_course
from plusone.learning.actions.stop_following import stop_following
from plusone.learning.models import StoredPage
from plusone.testing import builders
from plusone.testing.cast import stranger

from .pages import Page

pytestmark = pytest.mark.django_db
ONE = "/courses/keyboard/one/"


@pytest.fixture
def both(db):
    """Two chapters, the first in French too."""
    chapters = [
        builders.chapter("one", "A name", html="<p>Hello</p>", quiz=builders.quiz("q1")),
        builders.chapter("one", "Un nom", html="<p>Bonjour</p>", language="fr", position=1),
        builders.chapter("two", "Roles"),
    ]
    return builders.course(chapters=chapters, titles={"en": "Keyboard & <1>", "fr": "Clavier"})


@pytest.fixture(params=["live", "stored"])
def visitor(request, both):
    """Somebody without an account; the pages are made for them, or were stored."""
    if request.param == "stored":
        stored_pages.make_all(both.pk)
    return Client()


def test_anybody_reads_it_without_an_account(visitor):
    page = Page(visitor.get(ONE))
    assert page.status == 200
    assert "Hello" in page.text
    assert "Check my answers" in page.text
    assert 'data-chapter="two"' in page.html
    assert "/courses/keyboard/following/" in page.links
    assert not visitor.cookies
    assert page.html.count("Keyboard &amp; &lt;1&gt;") >= 2
    assert "csrf" not in page.html


@pytest.mark.parametrize(
    ("headers", "query", "speaks"),
    [
        ({}, "", "en"),
        ({"Accept-Language": "fr"}, "", "fr"),
        ({"Accept-Language": "fr-BE,fr;q=0.9,en;q=0.5"}, "", "fr"),
        ({"Accept-Language": "de,en;q=0.5,fr;q=0.3"}, "", "en"),
        ({"Accept-Language": "tlh"}, "", "en"),
        ({"Accept-Language": "<script>,;;q=x"}, "", "en"),
        ({"Accept-Language": "fr"}, "?in=en", "en"),
        ({}, "?in=fr", "fr"),
        ({}, "?in=xx", "en"),
        ({}, "?in=../../", "en"),
        ({"Accept-Language": "fr"}, "?lang=en", "en"),
    ],
)
def test_it_speaks_the_readers_language_where_it_can(visitor, headers, query, speaks):
    page = Page(visitor.get(ONE + query, headers=headers))
    assert page.status == 200
    assert ("Bonjour" if speaks == "fr" else "Hello") in page.text
    assert f'<h1 lang="{speaks}" dir="ltr">' in page.html
    assert ("This chapter is in French." in page.text) is (speaks == "fr")
    other = "en" if speaks == "fr" else "fr"
    assert f'hreflang="{other}" href="?in={other}"' in page.html


def test_a_quiz_that_exists_in_another_language_only_is_pointed_at(visitor):
    page = Page(visitor.get(f"{ONE}?in=fr"))
    assert "The quiz of this chapter exists in another language only: English" in page.text
    assert "in another language only" not in Page(visitor.get(ONE)).text


def test_a_left_to_right_chapter_in_a_right_to_left_page_says_so(visitor):
    page = Page(visitor.get(f"{ONE}?lang=ar-xb"))
    assert '<html lang="ar-xb" dir="rtl">' in page.html
    assert '<h1 lang="en" dir="ltr">' in page.html
    assert page.html.count('<div class="flow" lang="en" dir="ltr">') == 1


def test_a_right_to_left_chapter_in_a_left_to_right_page_says_so(client, db):
    builders.course("ar", [builders.chapter("a", "اسم", language="ar")], language="ar")
    page = Page(client.get("/courses/ar/a/"))
    assert '<h1 lang="ar" dir="rtl">' in page.html
    assert "This chapter is in Arabic." in page.text


def test_next_and_back_follow_the_authors_order_and_end_at_the_ends(client, db):
    builders.course("order", [builders.chapter(key, part=part) for key, part in ["a1", "b1", "c2", "d2"]])
    builders.course("order", [builders.chapter(key, part=part) for key, part in ["a1", "d1", "c2", "b2"]])
    walked, address = [], "/courses/order/a/"
    while address:
        page = Page(client.get(address))
        walked.append(address.split("/")[3])
        forward = re.search(r'href="([^"]+)"[^>]*><span>Next', page.html)
        address = forward and forward[1]
    assert walked == ["a", "d", "c", "b"]
    last = Page(client.get("/courses/order/b/"))
    assert 'href="/courses/order/c/" data-chapter="c"><span>Back' in last.html
    first = Page(client.get("/courses/order/a/"))
    assert "Back:" not in first.text


def test_the_newest_version_is_shown(client, both):
    builders.course("keyboard", [builders.chapter("one", html="<p>Mended</p>")])
    assert "Mended" in Page(client.get(ONE)).text
    assert client.get("/courses/keyboard/two/").status_code == 404


@pytest.mark.parametrize("address", ["keyboard/three/", "none/one/", "none/", "KEYBOARD/x/"])
def test_what_is_not_there_is_not_found(client, both, address):
    assert client.get(f"/courses/{address}").status_code == 404


def test_a_draft_is_nobodys_business(client, learner, both):
    builders.put(both, "draft")
    for _signed_in in (False, True):
        assert client.get(ONE).status_code == client.get("/courses/keyboard/").status_code == 404
        client.force_login(learner)


def test_on_hold_is_readable_and_says_why_and_what_to_take_rather(visitor, both):
    builders.put(both, "on_hold", "Hardly anybody came to a job through it.", builders.course("maths", title="Maths"))
    stored_pages.make_all(both.pk)
    for address in (ONE, "/courses/keyboard/"):
        page = Page(visitor.get(address))
        assert page.status == 200
        assert "Hardly anybody came to a job through it." in page.text
        assert "/courses/maths/" in page.links
        assert "/courses/keyboard/following/" not in page.links


def test_retired_is_gone_for_people_without_a_stake_and_readable_for_followers(client, learner, both):
    follow_course(actor=learner, course=both)
    stop_following(actor=learner, course=both)
    builders.put(both, "retired", "The web has moved on.")
    stored_pages.make_all(both.pk)
    assert not StoredPage.objects.exists()
    for address in (ONE, "/courses/keyboard/"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "This course is retired." in Page(answer).text
    other = Client()
    other.force_login(stranger())
    assert other.get(ONE).status_code == 410
    client.force_login(learner)
    assert "Hello" in Page(client.get(ONE)).text
    assert client.get("/courses/keyboard/").status_code == 200


def test_the_list_of_chapters_has_words_for_its_signs(signed_in, learner, both):
    follow_course(actor=learner, course=both)
    signed_in.post("/courses/keyboard/two/reading/")
    page = Page(signed_in.get(ONE))
    assert "1 of 2 chapters done" in page.text
    assert "Roles (done)" in page.text
    assert 'aria-current="page"' in page.html
    assert '<progress class="bar" max="2" value="1"' in page.html


def test_head_is_answered_as_get_is(client, both):
    assert client.head(ONE).status_code == client.head("/courses/").status_code == 200
    assert client.post(ONE).status_code == 405
