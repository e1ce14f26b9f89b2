"""A mail address belongs to one person, however it is written."""

from allauth.account.models import EmailAddress

from plusone.people.models import Person


def tidy(email: str) -> str:
    """One way of writing each address: without blanks around it, in small letters."""
    return email.strip().lower()


def owner(email: str, *, lock: bool = False) -> Person | None:
    """Who has an account with this address; locked until the transaction ends, if asked for."""
    people = Person.objects.select_for_update() if lock else Person.objects.all()
    return people.filter(email__iexact=tidy(email)).first()


def mirror(person: Person) -> None:
    """Tell the sign-in library which address the person has, and whether it is confirmed: one row, never two."""
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
    EmailAddress.objects.update_or_create(
        user=person,
        email=person.email,
        defaults={"primary": True, "verified": person.email_confirmed_at is not None},
    )
