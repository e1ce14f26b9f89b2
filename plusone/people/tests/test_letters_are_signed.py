"""Every letter says who wrote it, and whether somebody reads an answer."""

import pytest

from plusone.core import site
from plusone.core.models import Letter
from plusone.people.actions.ask_for_reset import ask_for_reset
from plusone.testing import cast

pytestmark = pytest.mark.django_db


def letter():
    ask_for_reset(email=cast.amara().email)
    return Letter.objects.latest("pk")


def test_it_ends_with_the_school_and_the_address_of_a_person():
    site.change(name="Open Work School", contact="hello@school.example")
    said = letter().body
    assert said.endswith(
        "\n\nOpen Work School\nA program wrote this. A person reads what you write to hello@school.example.\n"
    )
    assert said.count("http") == 1


def test_without_an_address_it_promises_no_answer():
    site.change(name="Open Work School", contact="")
    assert letter().body.endswith("\n\nOpen Work School\nA program wrote this letter.\n")
