"""What this room holds about somebody, for their download, and what of it goes when they are erased."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q

from plusone.core import clock, privacy, site
from plusone.core.models import Event, Letter
from plusone.people.models import Invitation, Person, Remark, RoleGrant


def export(person: Person) -> dict[str, Any]:
    return {
        "profile": {
            "number": person.pk,
            "name": person.name,
            "email": person.email,
            "email_confirmed_at": person.email_confirmed_at,
            "language": person.language,
            "time_zone": person.time_zone,
            "access_needs": person.access_needs,
            "registered_at": person.registered_at,
            "last_sign_in_at": person.last_login,
        },
        "roles": list(person.role_grants.order_by("pk").values("role", "given_at", "withdrawn_at")),
        "consents": list(person.consents.order_by("pk").values("use", "wording", "answer", "at")),
        "invitations": list(
            Invitation.objects.filter(Q(accepted_by=person) | Q(email__iexact=person.email))
            .order_by("pk")
            .values("email", "roles", "invited_at", "accepted_at", "withdrawn_at")
        ),
        "remarks_about_you": list(person.remarks.order_by("pk").values("text", "written_at")),
        "remarks_by_you": list(Remark.objects.filter(writer=person).order_by("pk").values("text", "written_at")),
        "letters_to_you": list(
            Letter.objects.filter(_letters(person))
            .order_by("pk")
            .values("subject", "body", "to", "queued_at", "sent_at")
        ),
        "what_happened": list(
            Event.objects.filter(_events(person))
            .order_by("pk")
            .values("name", "at", "subject_type", "subject_id", "data")
        ),
    }


def _letters(person: Person) -> Q:
    return Q(person_id=person.pk) | Q(to__iexact=person.email)


def _events(person: Person) -> Q:
    return Q(actor_id=person.pk) | Q(subject_type="people.person", subject_id=str(person.pk))


def erase(person: Person) -> None:
    """Blank the row in place. Remarks about the person go; those that they wrote lose their writer."""
    moment = clock.now()
    Letter.objects.filter(_letters(person)).delete()
    Invitation.objects.filter(Q(accepted_by=person) | Q(email__iexact=person.email)).update(email="")
    Remark.objects.filter(about=person).delete()
    Remark.objects.filter(writer=person).update(writer=None)
    RoleGrant.objects.in_force().filter(person=person).update(withdrawn_at=moment, withdrawn_by=person)
    person.consents.all().delete()
    person.mailed_links.all().delete()
    EmailAddress.objects.filter(user=person).delete()
    person.email = f"erased-{person.pk}@erased.invalid"
    person.name = person.access_needs = ""
    person.language, person.time_zone = site.current().language, "UTC"
    person.email_confirmed_at = person.last_login = None
    person.is_active = False
    person.sign_in_generation += 1
    person.erased_at = moment
    person.set_unusable_password()
    person.save()


privacy.room(
    "people",
    covers=[
        "people.RoleGrant",
        "people.Invitation",
        "people.MailedLink",
        "people.Consent",
        "people.Remark",
        "account.EmailAddress",
    ],
    export=export,
    erase=erase,
)
