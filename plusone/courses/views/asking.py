"""Who asks, behind a guard that let only people with an account through."""

from django.http import HttpRequest

from plusone.people.models import Person


class Signed(HttpRequest):
    """A request of somebody who is signed in."""

    user: Person
