"""Each model that points at a person belongs to a room that exports and erases it."""

import pytest
from django.apps import apps

from plusone.core import privacy
from plusone.people.models import Person
from plusone.testing import cast


def pointing():
    """Labels of all models with a link to a person; a many-to-many link is a row of its own table, which has one."""
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if (field.many_to_one or field.one_to_one) and field.concrete and field.related_model is Person
    }


def test_every_model_that_points_at_a_person_is_named_by_a_room():
    named = set().union(*(room.covers for room in privacy.rooms()))
    missing = sorted(pointing() - named - {"people.Person"})
    assert not missing, f"Name these in the privacy.py of their rooms: {', '.join(missing)}"


def test_no_room_names_a_model_that_does_not_exist():
    for room in privacy.rooms():
        for label in room.covers:
            apps.get_model(label)


def test_no_model_is_named_twice():
    named = [label for room in privacy.rooms() for label in room.covers]
    assert len(named) == len(set(named))


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["amara", "lea", "samir", "ines"])
def test_every_room_can_export_and_erase_somebody_new(who):
    person = getattr(cast, who)()
    assert set(privacy.export_everything(person)) == {room.name for room in privacy.rooms()}
    privacy.erase_everywhere(person)
    person.refresh_from_db()
    assert person.name == ""
