"""The cast in the database, as the real actions would leave them, so that a test reads like a story.

`amara()` learns, `samir()` is the registrar; each is made once and has a confirmed address.
"""

from datetime import UTC, datetime

from plusone.demo.cast import BY_KEY
from plusone.people.models import Person, RoleGrant

JOINED = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)


def member(key: str, *, confirmed: bool = True) -> Person:
    """Somebody of the cast with an account, and with their roles in force."""
    who = BY_KEY[key]
    made, new = Person.objects.get_or_create(
        email=who.email,
        defaults={
            "name": who.name,
            "time_zone": who.zone,
            "registered_at": JOINED,
            "email_confirmed_at": JOINED if confirmed else None,
        },
    )
    if new:
        made.set_unusable_password()
        made.save()
        for role in who.roles:
            RoleGrant.objects.create(person=made, role=role, given_at=JOINED)
    return made


def amara() -> Person:
    """The learner."""
    return member("amara")


def yusuf() -> Person:
    """Another learner, who finds a job."""
    return member("yusuf")


def lea() -> Person:
    """The author."""
    return member("lea")


def mei() -> Person:
    """Another author."""
    return member("mei")


def samir() -> Person:
    """The registrar."""
    return member("samir")


def grace() -> Person:
    """The second registrar, where two must look."""
    return member("grace")


def ines() -> Person:
    """Leadership."""
    return member("ines")


def noor() -> Person:
    """The operator."""
    return member("noor")


def farid() -> Person:
    """The second operator."""
    return member("farid")


def stranger() -> Person:
    """Signed in, without a role and without a stake."""
    return member("tom")
