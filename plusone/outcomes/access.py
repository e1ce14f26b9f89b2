"""Who may do what with a case. The learner: their own. A registrar: those in which they have no stake."""

from plusone.outcomes import refusals
from plusone.outcomes.models import Outcome, StakeDeclaration
from plusone.people.models import Person, Role


def has_stake(person: Person, outcome: Outcome) -> bool:
    """Their own case, or one in which they declared a stake. The queue's filter is `Outcome.objects.checked_by`."""
    return outcome.person_id == person.pk or StakeDeclaration.objects.filter(outcome=outcome, person=person).exists()


def guard_verifier(person: Person, outcome: Outcome) -> None:
    """Only a registrar without a stake decides."""
    if not person.has_role(Role.REGISTRAR) or has_stake(person, outcome):
        raise refusals.NotForYou


def guard_own(person: Person, outcome: Outcome) -> None:
    """Only the learner themself."""
    if outcome.person_id != person.pk:
        raise refusals.NotForYou
