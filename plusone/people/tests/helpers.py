"""What the tests of this room share."""

import re

from django.test import Client
from django.urls import reverse

from plusone.core.models import Letter
from plusone.people.models import Person

PASSWORD = "four odd words are good"
OTHER = "another four odd words"


def person(email="amara@example.org", name="Amara Diallo", password=PASSWORD):
    made = Person(name=name, email=email)
    made.set_password(password)
    made.save()
    return made


def typed(**more):
    return {
        "name": "Amara Diallo",
        "email": "Amara@Example.org",
        "password": PASSWORD,
        "language": "en",
        "time_zone": "Africa/Dakar",
        "of_age": "on",
        **more,
    }


def about(**more):
    """The arguments of `register_person`."""
    return {
        "name": "Amara Diallo",
        "email": "amara@example.org",
        "password": PASSWORD,
        "language": "en",
        "time_zone": "Africa/Dakar",
        "of_age": True,
        "consents": {},
        **more,
    }


def sign_in(email="amara@example.org", password=PASSWORD, client=None, **headers):
    client = client or Client()
    answer = client.post(reverse("account_login"), {"login": email, "password": password}, **headers)
    return client, answer


def signed_in(client):
    return client.get(reverse("people:account")).status_code == 200


def newest_link(to=None):
    letters = Letter.objects.filter(to=to) if to else Letter.objects.all()
    return re.search(r"http://localhost:8000(/\S+)", letters.first().body)[1]
