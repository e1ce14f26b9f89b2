"""What pages and other rooms need to know about people."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from plusone.core import privacy
from plusone.people.models import Consent, Person, Role, RoleGrant

PAGE = 50


def allows(person: Person, use_key: str) -> bool:
    """Whether the person's newest answer to this use is yes. No answer is no."""
    newest = Consent.objects.filter(person=person, use=use_key).order_by("-pk").values_list("answer", flat=True).first()
    return newest is True


@dataclass(frozen=True)
class Answered:
    """One answer as it was given."""

    answer: bool
    wording: int
    at: datetime


@dataclass(frozen=True)
class UseState:
    """One use of personal data, what the person answers now (None: not asked yet), and what they answered before."""

    use: privacy.Use
    answer: bool | None
    history: tuple[Answered, ...]


def consents(person: Person) -> list[UseState]:
    """Every declared use with the person's answers, the newest first. One query."""
    given: dict[str, list[Answered]] = {}
    for row in Consent.objects.filter(person=person).order_by("-pk"):
        given.setdefault(row.use, []).append(Answered(row.answer, row.wording, row.at))
    return [
        UseState(use, given[use.key][0].answer if use.key in given else None, tuple(given.get(use.key, ())))
        for use in privacy.uses()
    ]


@dataclass(frozen=True)
class PeoplePage:
    """A page of the operator's list; `older` is where the next one begins, None at the end."""

    people: list[Person]
    older: int | None


def people_page(search: str, before: int | None) -> PeoplePage:
    """Up to 50 people, the newest first, found by a part of name or address. Two queries, whatever the number."""
    rows = Person.objects.filter(erased_at=None).order_by("-pk").prefetch_related("role_grants")
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(email__icontains=search))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    older = found[PAGE - 1].pk if len(found) > PAGE else None
    return PeoplePage(found[:PAGE], older)


def role_labels(person: Person) -> list[Any]:
    """The names of the roles in force; reads what was prefetched."""
    return [Role(grant.role).label for grant in person.role_grants.all() if grant.withdrawn_at is None]


def operators() -> int:
    """How many people can get into the operator's pages."""
    return RoleGrant.objects.in_force().filter(role=Role.OPERATOR).count()
