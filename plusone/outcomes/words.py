"""What a Victory Dance says. Its words are built from fields of the report, never from what somebody typed."""

from collections.abc import Sequence

from django.db.models import Q

from plusone.core.text import gettext as _
from plusone.outcomes.models import Outcome
from plusone.outcomes.models.cases import InField
from plusone.people.models import Person
from plusone.skills.models import Occupation


def sentence(*, first_name: str, occupation: str) -> str:
    """One sentence for the screen; an empty `first_name` says *Somebody*, an empty `occupation` no more than a job."""
    if occupation and first_name:
        return _("%(name)s has a new job: %(occupation)s.") % {"name": first_name, "occupation": occupation}
    if occupation:
        return _("Somebody has a new job: %(occupation)s.") % {"occupation": occupation}
    if first_name:
        return _("%(name)s has a new job.") % {"name": first_name}
    return _("Somebody has a new job.")


def of(outcome: Outcome, language: str) -> str:
    """The sentence of one reported job, in `language`, with as much as its learner allowed."""
    named = outcome.person.first_name if outcome.may_say_name else ""
    aimed = outcome.occupation if outcome.in_field in {InField.REQUIRED, InField.ADVANTAGE} else None
    return sentence(first_name=named, occupation=aimed.label(language) if aimed else "")


def aims(person: Person) -> Sequence[Occupation]:
    """Occupations that the person learns for: those of the courses they follow or completed, the newest first."""
    followed = Q(pk__in=person.followings.values("course__current__occupation"))
    return list(Occupation.objects.filter(followed).order_by("pk"))
