"""After a restore: people who were erased since the back-up was made are erased again."""

from collections.abc import Iterable

from plusone.people.actions.erase_person import erase_person
from plusone.people.erasures import Erasure
from plusone.people.models import Person


def apply_erasures(erasures: Iterable[Erasure]) -> list[Person]:
    """Erase everybody in the list whom the database still knows; returns those. Done twice, it is done once."""
    numbers = [one.person_id for one in erasures]
    known = Person.objects.filter(pk__in=numbers, erased_at=None).order_by("pk")
    return [erase_person(actor=None, person=person) for person in known]
