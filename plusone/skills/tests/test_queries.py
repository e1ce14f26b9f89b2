"""Occupations and skills by name and by identifier."""

import pytest

from plusone.skills import queries
from plusone.skills.actions.load_extract import load_extract
from plusone.skills.models import Occupation, Release, Skill

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded():
    load_extract()


def test_names_that_begin_with_the_words_come_first():
    found = [one.label("en") for one in queries.search_occupations("software", "en")]
    assert found[:2] == ["software developer", "software tester"]
    assert [one.label("en") for one in queries.search_skills("ACCESSIBILITY  standards", "en")] == [
        "ICT accessibility standards"
    ]


@pytest.mark.parametrize("words", ["", "  ", "%", "'", "\\", "zzz", "C++", "x" * 1000])
def test_odd_words_find_nothing_and_break_nothing(words):
    assert queries.search_occupations(words, "en") == []


def test_the_readers_language_comes_first_and_english_helps_out():
    tester = Occupation.objects.get(labels__en="software tester")
    tester.labels = {**tester.labels, "fr": "testeur de logiciels"}
    tester.save()
    assert queries.search_occupations("testeur", "fr") == [tester]
    assert queries.search_occupations("software tester", "fr") == [tester]
    assert queries.named(queries.all_occupations("fr"), " Testeur  de logiciels", "fr") == tester
    assert queries.named(queries.all_occupations("fr"), tester.uri, "fr") == tester
    assert queries.named(queries.all_occupations("fr"), "nothing", "fr") is None


def test_of_two_releases_the_newer_one_is_meant():
    old = Skill.objects.order_by("pk").first()
    newer = Release.objects.create(scheme="ESCO", version="1.2", attribution="x")
    new = Skill.objects.create(release=newer, uri=old.uri, labels={"en": "renamed"})
    assert queries.skills([old.uri, "http://nothing"]) == {old.uri: new}
    assert new in queries.all_skills("en") and old not in queries.all_skills("en")
