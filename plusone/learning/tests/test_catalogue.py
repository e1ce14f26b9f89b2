"""The catalogue and the page of a course."""

import pytest

from plusone.learning import queries
from plusone.learning.actions.follow_course import follow_course
from plusone.skills.models import Occupation, Release
from plusone.testing import builders

from .pages import Page

pytestmark = pytest.mark.django_db


def test_an_empty_school_says_so(client):
    page = Page(client.get("/courses/"))
    assert page.status == 200
    assert "No course is published yet." in page.text


def test_the_soonest_help_stands_first_and_on_hold_stands_apart(client):
    builders.course("slow", title="Slow", first_application="later")
    builders.course("quick", title="Quick")
    builders.course("draft", title="Hidden", standing="draft")
    builders.put(builders.course("maths", title="Old maths"), "on_hold", "No job.", builders.course("new", title="New"))
    builders.put(builders.course("gone", title="Gone away"), "retired")
    text = Page(client.get("/courses/")).text
    assert text.index("Quick") < text.index("Slow") < text.index("Old maths") < text.index("No job.")
    assert "Hidden" not in text
    assert "Gone away" not in text
    assert "3 courses" in text


def test_its_queries_stay_the_same_however_many_courses(client, django_assert_num_queries):
    def many(start, stop):
        for number in range(start, stop):
            made = builders.course(f"c{number:04}", [builders.chapter("a")], first_application=SOON[number % 4])
            if number % 5 == 0:
                builders.put(made, "on_hold", "Why.", made)

    many(0, 10)
    client.get("/courses/")
    with django_assert_num_queries(8) as few:
        client.get("/courses/")
    many(10, 120)
    with django_assert_num_queries(len(few.captured_queries)):
        page = Page(client.get("/courses/"))
    assert len([link for link in page.links if link.startswith("/courses/c")]) <= 5 * queries.SHOWN * 2
    assert "?section=later" in page.links


SOON = ["within-4-weeks", "within-3-months", "within-a-year", "later"]


def test_a_section_is_walked_page_by_page_without_a_gap(client, monkeypatch):
    monkeypatch.setattr(queries, "A_PAGE", 3)
    for number in range(8):
        builders.course(f"c{number}", [builders.chapter("a")])
    seen, address = [], "/courses/?section=within-4-weeks"
    while address:
        page = Page(client.get(address))
        seen += [link for link in page.links if link.startswith("/courses/c")]
        more = [link for link in page.links if link.startswith("?section=") and "after" in link]
        address = f"/courses/{more[0]}" if more else None
    assert seen == [f"/courses/c{number}/" for number in range(8)]


def test_a_section_that_is_not_there_is_not_found(client):
    assert client.get("/courses/?section=nothing").status_code == 404
    assert client.get("/courses/?section=on-hold&after=%00%27").status_code == 404
    assert client.get("/courses/?section=on-hold&after=zzz").status_code == 200


def test_the_page_of_a_course_says_what_it_is_good_for(client):
    release = Release.objects.create(scheme="esco", version="1", attribution="x")
    job = Occupation.objects.create(release=release, uri="http://data.europa.eu/1", labels={"en": "web tester"})
    builders.course(
        chapters=[
            builders.chapter("a", part="The ear", minutes=90, quiz=builders.quiz("q1", "q2")),
            builders.chapter("b", part="The hand", minutes=30),
        ],
        occupation=job,
    )
    page = Page(client.get("/courses/keyboard/"))
    for words in [
        "Web tester", "Within 4 weeks", "2 hours", "Beginner", "CC-BY-SA-4.0", "Lea Okafor", "Quiz, 2 questions",
        "The ear", "The hand", "2 chapters.", "Read chapter 1, no account needed", "version 1",
    ]:  # fmt: skip
        assert words in page.text, words
    assert "/courses/keyboard/following/" in page.links
    assert 'data-chapter="a"' in page.html


def test_its_queries_stay_the_same_however_many_chapters(client, learner, django_assert_num_queries):
    builders.course("small", [builders.chapter("a")])
    large = builders.course("large", [builders.chapter(f"c{n}", quiz=builders.quiz("q1")) for n in range(40)])
    client.get("/courses/small/")
    with django_assert_num_queries(5):
        client.get("/courses/small/")
    with django_assert_num_queries(5):
        client.get("/courses/large/")
    follow_course(actor=learner, course=large)
    client.force_login(learner)
    client.get("/courses/large/")
    with django_assert_num_queries(11):  # session, person, roles: three besides the eight
        client.get("/courses/large/")


def test_who_follows_continues_where_they_were(signed_in, learner):
    course = builders.course(chapters=[builders.chapter(key) for key in "abc"])
    follow_course(actor=learner, course=course)
    assert "Begin" in Page(signed_in.get("/courses/keyboard/")).text
    signed_in.post("/courses/keyboard/a/reading/")
    page = Page(signed_in.get("/courses/keyboard/"))
    assert "Continue where I was" in page.text
    assert "1 of 3 chapters done" in page.text
    assert page.html.index("Continue where I was") > page.html.index('class="btn" href="/courses/keyboard/b/"')


def test_every_language_of_a_course_is_offered(client):
    builders.course(titles={"en": "Keyboard", "fr": "Clavier"}, summaries={"en": "Test.", "fr": "Testez."})
    page = Page(client.get("/courses/keyboard/?in=fr"))
    assert '<h1 lang="fr" dir="ltr">Clavier</h1>' in page.html
    assert "?in=en" in page.links
    assert "Clavier" in Page(client.get("/courses/", headers={"Accept-Language": "fr"})).text
