"""What a password must be; asked by the forms and again by the actions."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from plusone.core.errors import Refused
from plusone.people.models import Person

LONGEST = 200  # hashing a megabyte is work that somebody else pays


class WeakPassword(Refused):
    """The password is too short, too common, or too close to the name; the sentence says which."""


def check(password: str, person: Person) -> None:
    """Refuses a weak password with the sentence that says why. `person` need not be stored."""
    try:
        validate_password(password[:LONGEST], person)
    except ValidationError as problem:
        raise WeakPassword(" ".join(problem.messages)) from None
