"""A form sent after the session ended is not lost.

Each form of a signed-in page names the person it was made for, signed. When it arrives without a session the fields
are signed into one value for that person; sign-in shows it, and once that same person is back they send it on with
one press. Nobody else can: the value names its owner, and is good for a day.
"""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _

SALT = "plusone.carried"
OWNER_FIELD = "form_owner"
HELD_FIELD = "held_form"
DAY = 24 * 60 * 60
LARGEST = 200_000  # characters; a form of the house is far smaller, and files are asked for again


def owner_key(person_id: int) -> str:
    """The signed name of the person that a form is made for."""
    return signing.Signer(salt=SALT).sign(str(person_id))


def hold(request: HttpRequest) -> HttpResponse | None:
    """A sign-in page that carries what was typed; None where the form does not say for whom it was made."""
    try:
        owner = int(signing.Signer(salt=SALT).unsign(request.POST.get(OWNER_FIELD, "")))
    except (signing.BadSignature, ValueError):
        return None
    skip = {"csrfmiddlewaretoken", OWNER_FIELD}
    fields = [
        [name, request.POST.getlist(name)]
        for name in request.POST
        if name not in skip and "password" not in name  # a secret is typed again, never stored
    ]
    held = signing.dumps({"to": request.get_full_path(), "for": owner, "fields": fields}, salt=SALT, compress=True)
    if len(held) > LARGEST:
        return None
    request.session[HELD_FIELD] = held
    return HttpResponseRedirect(f"{reverse('account_login')}?next={reverse('core:held_form')}")


def open_held(held: str, person_id: int) -> dict[str, Any]:
    """What was typed: `to` (address) and `fields` (pairs of name and values).

    Refuses what was typed by another person, altered, or older than a day.
    """
    try:
        data: dict[str, Any] = signing.loads(held, salt=SALT, max_age=DAY)
    except signing.BadSignature:
        raise Refused(_("What you had typed could not be kept. Please write it again.")) from None
    if data["for"] != person_id:
        raise Refused(_("Somebody else wrote this form, so it was not sent. Their words were removed."))
    return data


def held_form(request: HttpRequest) -> HttpResponse:
    """The page between signing in again and sending what was typed before."""
    held = request.session.pop(HELD_FIELD, None)
    if held is None or request.user.pk is None:
        return HttpResponseRedirect("/me/")
    data = open_held(held, request.user.pk)
    return render(request, "core/held_form.html", {"to": data["to"], "fields": data["fields"]})
