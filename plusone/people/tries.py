"""How often something may be tried: for each address that calls and for each account, across all workers.

A school often sits behind one address, so a caller has room for a class; an account has room for a person.
The keys hold digests: the table of limits names nobody.
"""

from django.http import HttpRequest

from plusone.core import ids, limits
from plusone.people.addresses import tidy

MINUTES = 60
HOUR = 60 * 60


def _account(email: str) -> str:
    return ids.digest(tidy(email))[:32]


def sign_in(request: HttpRequest, email: str) -> None:
    """Counted before the password is looked at, so that parallel guesses do not slip through."""
    caller = limits.client(request)
    limits.hit(f"sign-in:{caller}", most=90, seconds=10 * MINUTES)
    limits.hit(f"sign-in:{_account(email)}:{caller}", most=10, seconds=10 * MINUTES)
    limits.hit(f"sign-in:{_account(email)}", most=50, seconds=10 * MINUTES)


def register(request: HttpRequest) -> None:
    limits.hit(f"register:{limits.client(request)}", most=60, seconds=HOUR)


def letter(request: HttpRequest, email: str) -> None:
    """A mail that anybody can order to an address: few for the address, some for the caller."""
    limits.hit(f"letter:{limits.client(request)}", most=40, seconds=HOUR)
    limits.hit(f"letter:{_account(email)}", most=6, seconds=HOUR)


def link(request: HttpRequest) -> None:
    """Guessing the secret of a link."""
    limits.hit(f"link:{limits.client(request)}", most=100, seconds=10 * MINUTES)


def password(person_id: int) -> None:
    """Asking for the password again on an open page."""
    limits.hit(f"password:{person_id}", most=10, seconds=10 * MINUTES)
