"""Published courses for other programs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plusone.courses.models import Standing
from plusone.courses.tests.samples import COURSE, TESTER, draft, files, published
from plusone.testing.cast import lea, mei

pytestmark = pytest.mark.django_db


def named(name: str, **answers):
    return published(lea(), files(**{"course.md": COURSE.replace("Keyboard first", name)}), **answers).course


def test_it_pages_by_key_without_a_gap_or_a_repeat(client):
    slugs = [named(f"Course {letter}").slug for letter in "abcde"]
    seen, address = [], "/api/v1/courses/?limit=2"
    while address:
        answer = client.get(address.replace("http://localhost:8000", "")).json()
        seen += [one["slug"] for one in answer["items"]]
        address = answer["next"]
    assert seen == slugs


def test_a_course_says_what_it_is_and_whom_it_serves(client):
    named("Keyboard first")
    found = client.get("/api/v1/courses/keyboard-first").json()
    assert found["occupation"] == {"uri": TESTER, "label": "ICT accessibility tester"}
    assert (found["version"], found["standing"], found["minutes"], found["languages"]) == (1, "published", 11, ["en"])
    assert [(one["key"], one["quiz"]) for one in found["chapters"]] == [("tab", True), ("names", False)]
    assert found["address"].endswith("/courses/keyboard-first/")
    assert "right" not in str(found), "no answer of a quiz is in it"


def test_drafts_and_retired_courses_are_not_there(client):
    draft(mei())
    course = named("Retired")
    course.standing = Standing.RETIRED
    course.save()
    assert client.get("/api/v1/courses/").json() == {"items": [], "next": None}
    for slug in ("keyboard-first", "retired", "nothing"):
        assert client.get(f"/api/v1/courses/{slug}").status_code == 404


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", f"after={'a' * 81}"])
def test_a_query_that_makes_no_sense_is_refused(client, query):
    assert client.get(f"/api/v1/courses/?{query}").status_code == 422


def test_the_number_of_queries_does_not_grow(client):
    counts = []
    for letter in "abc":
        named(f"Course {letter}")
        with CaptureQueriesContext(connection) as asked:
            client.get("/api/v1/courses/")
        counts.append(len(asked))
    assert counts[1] == counts[2]


def test_it_is_described(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert {"/api/v1/courses/", "/api/v1/courses/{slug}"} <= set(paths)


def test_writing_is_not_offered(client):
    assert client.post("/api/v1/courses/").status_code == 405
