"""What makes a folder a school: its tables, its name, its occupations and skills, and who is invited first."""

from django.conf import settings
from django.db import connection
from django.urls import reverse

from plusone.cli.progress import say
from plusone.cli.steps.make_tables import make_tables
from plusone.core import site
from plusone.people.actions.invite_person import invite_person
from plusone.skills.actions.load_extract import load_extract


def make_school(name: str, address: str, language: str, operator: str) -> str:
    """Make the school; gives the path of the link with which the first operator signs in."""
    say("Making the tables …")
    make_tables()
    site.change(name=name, address=address, language=language, contact=operator)
    say("Loading occupations and skills …")
    load_extract()
    spoken = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    _invitation, token = invite_person(actor=None, email=operator, roles=["operator"], language=spoken)
    connection.close()
    return reverse("people:invitation", args=[token])
