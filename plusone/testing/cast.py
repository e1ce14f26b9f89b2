"""The cast: named people, the same in the tests, the demo and the screenshots.

Each function makes one person as the real actions would leave them, with a confirmed address, so that a test reads
like a story: `amara()` learns, `samir()` is the registrar.
"""

from datetime import UTC, datetime

from plusone.people.models import Person, RoleGrant

JOINED = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)


def person(name: str, *roles: str, zone: str = "Europe/Brussels", confirmed: bool = True) -> Person:
    """Somebody with an account, and with `roles` in force."""
    email = f"{name.lower().replace(' ', '.')}@school.example"
    made, new = Person.objects.get_or_create(
        email=email,
        defaults={
            "name": name,
            "time_zone": zone,
            "registered_at": JOINED,
            "email_confirmed_at": JOINED if confirmed else None,
        },
    )
    if new:
        made.set_unusable_password()
        made.save()
        for role in roles:
            RoleGrant.objects.create(person=made, role=role, given_at=JOINED)
    return made


def amara() -> Person:
    """The learner."""
    return person("Amara Diallo")


def yusuf() -> Person:
    """Another learner, who finds a job."""
    return person("Yusuf Demir")


def lea() -> Person:
    """The author."""
    return person("Lea Okafor", "author")


def samir() -> Person:
    """The registrar."""
    return person("Samir Haddad", "registrar")


def grace() -> Person:
    """The second registrar, where two must look."""
    return person("Grace Mensah", "registrar")


def ines() -> Person:
    """Leadership."""
    return person("Ines Aubry", "leadership")


def noor() -> Person:
    """The operator."""
    return person("Noor Peeters", "operator")


def stranger() -> Person:
    """Signed in, without a role and without a stake."""
    return person("Tom Claes")
