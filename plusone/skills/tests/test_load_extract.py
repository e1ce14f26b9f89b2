"""The shipped extract: enough to publish with, and never twice."""

import pytest

from plusone.core.models import Event
from plusone.skills import queries
from plusone.skills.actions.load_extract import extract, load_extract
from plusone.skills.models import Need, Occupation, Release, Skill

pytestmark = pytest.mark.django_db
TESTER = "http://data.europa.eu/esco/occupation/50af07f0-7a75-424e-a66d-5a9deea10f4c"


def test_it_is_loaded_once():
    assert load_extract().changed
    before = (Occupation.objects.count(), Skill.objects.count(), Need.objects.count())
    assert not load_extract().changed
    assert (Occupation.objects.count(), Skill.objects.count(), Need.objects.count()) == before
    assert Event.objects.filter(name="skills.loaded").count() == 1


def test_the_release_and_its_attribution_are_recorded():
    load_extract()
    release = Release.objects.get()
    assert (release.scheme, release.version) == ("ESCO", "1.1.1")
    assert queries.attributions() == [release.attribution]
    assert "ESCO classification of the European Commission" in release.attribution


def test_what_is_missing_is_added_again():
    load_extract()
    Need.objects.filter(occupation__uri=TESTER).delete()
    assert load_extract().changed
    assert queries.needed(queries.occupation(TESTER))


def test_every_reference_of_the_extract_leads_somewhere():
    data = extract()
    known = {row["uri"] for row in data["skills"]}
    assert all(set(row["essential"]) | set(row["optional"]) <= known for row in data["occupations"])
    assert all(row["labels"]["en"] == row["labels"]["en"].strip() for row in data["skills"] + data["occupations"])
    assert len({row["uri"] for row in data["occupations"]}) == len(data["occupations"]) >= 15
