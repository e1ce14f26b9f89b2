"""What pages and other rooms need to know about people."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from plusone.core import clock, privacy
from plusone.core.models import Letter
from plusone.people.actions.invite_person import letter_key
from plusone.people.models import Consent, Invitation, Person, Role, RoleGrant

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
    older: str | None  # as text: a number would be shown with separators, and is part of a link


def people_page(search: str, before: int | None) -> PeoplePage:
    """Up to 50 people, the newest first, found by a part of name or address. Two queries, whatever the number."""
    search = search.replace("\x00", "")
    rows = Person.objects.filter(erased_at=None).order_by("-pk").prefetch_related("role_grants")
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(email__icontains=search))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    older = str(found[PAGE - 1].pk) if len(found) > PAGE else None
    return PeoplePage(found[:PAGE], older)


def operators() -> int:
    """How many people can get into the operator's pages."""
    return RoleGrant.objects.in_force().filter(role=Role.OPERATOR).count()


@dataclass(frozen=True)
class PersonPage:
    """What an operator needs to see of a person: no more than to give roles and to let them in."""

    person: Person
    grants: list[RoleGrant]


def person_page(person: Person) -> PersonPage:
    """The person and the roles in force. One query."""
    grants = RoleGrant.objects.in_force().filter(person=person).select_related("given_by").order_by("pk")
    return PersonPage(person, list(grants))


@dataclass(frozen=True)
class Invited:
    """An invitation as the operator reads it; `state` is one of open, accepted, withdrawn, ended, failed."""

    invitation: Invitation
    state: str


def invitations() -> list[Invited]:
    """The 50 newest, each with what became of it and of its letter. Two queries."""
    rows = list(Invitation.objects.exclude(email="").select_related("invited_by", "accepted_by").order_by("-pk")[:PAGE])
    keys = {letter_key(row.pk): row.pk for row in rows}
    failed = {
        keys[key] for key in Letter.objects.filter(key__in=keys).exclude(failed_at=None).values_list("key", flat=True)
    }
    return [Invited(row, _state(row, row.pk in failed)) for row in rows]


def _state(invitation: Invitation, failed: bool) -> str:
    if invitation.accepted_at is not None:
        return "accepted"
    if invitation.withdrawn_at is not None:
        return "withdrawn"
    if invitation.expires_at <= clock.now():
        return "ended"
    return "failed" if failed else "open"
