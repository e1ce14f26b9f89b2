"""Nightly: the list of the erased is healed, and dead secrets are removed."""

from plusone.core import clock
from plusone.core.jobs import task, timetable
from plusone.people import erasures
from plusone.people.models import MailedLink, Person


@timetable.daily(at="02:10")
@task()
def heal_erasures() -> None:
    """Write into `erasures.jsonl` whoever is erased in the database and not named there."""
    erased = Person.objects.exclude(erased_at=None).values_list("pk", "erased_at")
    for one in erasures.missing((number, moment.date()) for number, moment in erased.iterator() if moment):
        erasures.note(one.person_id, one.day)


@timetable.daily(at="02:20")
@task()
def remove_dead_links() -> None:
    """A mailed secret that is too old is of no use to anybody."""
    MailedLink.objects.filter(expires_at__lt=clock.now()).delete()
