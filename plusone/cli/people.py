"""Who does something that is done at the command line."""

from plusone.cli.errors import Wrong
from plusone.people.models import Person, Role


def author(mail: str | None) -> Person:
    """The person with this address, or the first author. Refuses an unknown address, and a school without authors."""
    if mail:
        person = Person.objects.filter(email__iexact=mail, erased_at=None).first()
        if person is None:
            raise Wrong(f"Nobody has an account with {mail}.")
        return person
    authors = Person.objects.filter(
        role_grants__role=Role.AUTHOR, role_grants__withdrawn_at=None, erased_at=None, is_active=True
    )
    first = authors.order_by("role_grants__given_at", "pk").first()
    if first is None:
        raise Wrong("The school has no author yet. Invite one on the page *People*, or say --author MAIL.")
    return first
