"""What somebody does with their own account."""

import json
from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plusone.core import clock, privacy
from plusone.core.access import signed_in
from plusone.core.errors import Refused
from plusone.core.text import gettext as _
from plusone.people import forms, queries, tries
from plusone.people.access import me
from plusone.people.actions.answer_consent import answer_consent
from plusone.people.actions.ask_for_address import ask_for_address
from plusone.people.actions.change_profile import change_profile
from plusone.people.actions.erase_person import erase_person
from plusone.people.actions.send_confirmation import send_confirmation
from plusone.people.actions.set_password import change_password as set_new_password
from plusone.people.actions.sign_out_everywhere import sign_out_everywhere

asks = require_http_methods(["GET", "HEAD", "POST"])
secret = sensitive_post_parameters("password", "present_password")


@require_safe
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """The door to everything about oneself."""
    return render(request, "people/account.html")


@asks
@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    person = me(request)
    known = {name: getattr(person, name) for name in ("name", "language", "time_zone", "access_needs")}
    form = forms.ProfileForm(request.POST or None, initial=known)
    page = {"form": form}
    if request.method != "POST":
        return render(request, "people/profile.html", page)
    if not form.is_valid():
        return render(request, "people/profile.html", page, status=400)
    try:
        change_profile(actor=person, **form.cleaned_data)
    except Refused as refusal:
        return render(request, "people/profile.html", {**page, "refusal": refusal}, status=refusal.status)
    messages.success(request, _("Your profile is stored."))
    return redirect("people:profile")


@require_safe
@signed_in
def consents(request: HttpRequest) -> HttpResponse:
    return render(request, "people/consents.html", {"uses": queries.consents(me(request))})


@require_POST
@signed_in
def consent(request: HttpRequest, use: str) -> HttpResponse:
    form = forms.AnswerForm(request.POST)
    if not form.is_valid():
        page = {"uses": queries.consents(me(request)), "open": use}
        return render(request, "people/consents.html", page, status=400)
    answer_consent(actor=me(request), use=use, answer=form.cleaned_data["answer"] == "yes")
    messages.success(request, _("Your answer is stored. You can change it on any day."))
    return redirect("people:consents")


@require_POST
@signed_in
def confirmation(request: HttpRequest) -> HttpResponse:
    """Send the mail that confirms the address once more."""
    tries.letter(request, me(request).email)
    send_confirmation(actor=me(request))
    messages.success(request, _("We wrote to you again. The older link no longer works."))
    return redirect("people:account")


@asks
@never_cache
@secret
@signed_in
def email(request: HttpRequest) -> HttpResponse:
    """Ask for another address; it changes when the button in the mail is pressed."""
    person = me(request)
    form = forms.NewAddressForm(person, request.POST or None)
    page = {"form": form}
    if request.method != "POST":
        return render(request, "account/email_change.html", page)
    tries.password(person.pk)
    if not form.is_valid():
        return render(request, "account/email_change.html", page, status=400)
    if person.has_usable_password() and not person.check_password(form.cleaned_data["password"]):
        form.add_error("password", _("This is not your password."))
        return render(request, "account/email_change.html", page, status=400)
    tries.letter(request, form.cleaned_data["email"])
    try:
        ask_for_address(actor=person, email=form.cleaned_data["email"])
    except Refused as refusal:
        return render(request, "account/email_change.html", {**page, "refusal": refusal}, status=refusal.status)
    return render(request, "account/verification_sent.html", {"email": form.cleaned_data["email"]})


@asks
@never_cache
@secret
@signed_in
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password ends every other session and keeps this one."""
    form = forms.ChangePasswordForm(me(request), request.POST or None)
    page = {"form": form}
    if request.method != "POST":
        return render(request, "account/password_change.html", page)
    tries.password(me(request).pk)
    if not form.is_valid():
        return render(request, "account/password_change.html", page, status=400)
    present, password = form.cleaned_data.get("present_password", ""), form.cleaned_data["password"]
    try:
        person = set_new_password(actor=me(request), present=present, password=password)
    except Refused as refusal:
        return render(request, "account/password_change.html", {**page, "refusal": refusal}, status=refusal.status)
    update_session_auth_hash(request, person)
    messages.success(request, _("Your new password is in force. You were signed out everywhere else."))
    return redirect("people:account")


@asks
@signed_in
def sessions(request: HttpRequest) -> HttpResponse:
    """Sign out on every device, this one too."""
    if request.method != "POST":
        return render(request, "people/sessions.html")
    sign_out_everywhere(actor=me(request), person=me(request))
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("account_login")


README = (
    "This is what the school holds about you, room by room, at the moment of the download. Times are in UTC. "
    "It is a text file in the format JSON: any editor opens it, and programs can read it."
)


def _download(request: HttpRequest) -> Iterator[str]:
    """Room by room, so that a long life here need not fit into memory as text."""
    encode = json.JSONEncoder(default=DjangoJSONEncoder().default, ensure_ascii=False, indent=1).iterencode
    yield '{"README": ' + json.dumps(_(README))
    for room, content in privacy.export_everything(me(request)).items():
        yield f",\n{json.dumps(room)}: "
        yield from encode(content)
    yield "}\n"


@asks
@never_cache
@signed_in
def data(request: HttpRequest) -> HttpResponseBase:
    """The page that offers the download; its button begins it."""
    if request.method != "POST":
        return render(request, "people/data.html")
    answer = StreamingHttpResponse(_download(request), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="my-data-{clock.today()}.json"'
    return answer


@asks
@never_cache
@secret
@signed_in
def erasure(request: HttpRequest) -> HttpResponse:
    """What goes, what stays, and one deliberate step."""
    form = forms.EraseForm(me(request), request.POST or None)
    page = {"form": form}
    if request.method != "POST":
        return render(request, "people/erasure.html", page)
    tries.password(me(request).pk)
    if not form.is_valid():
        return render(request, "people/erasure.html", page, status=400)
    try:
        erase_person(actor=me(request), person=me(request))
    except Refused as refusal:
        return render(request, "people/erasure.html", {**page, "refusal": refusal}, status=refusal.status)
    logout(request)
    return render(request, "people/erased.html")
