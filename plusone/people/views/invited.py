"""The page behind the link of an invitation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from plusone.core.errors import Refused
from plusone.people import addresses, forms, tries
from plusone.people.access import me
from plusone.people.actions.accept_invitation import accept_as_member, accept_as_newcomer, find_invitation
from plusone.people.links import DeadLink
from plusone.people.models import Invitation
from plusone.people.views.entry import sign_in_person


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows what is offered; a press accepts, with the account of that address or with a new one."""
    tries.link(request)
    try:
        offered = find_invitation(token)
    except DeadLink as refusal:
        return render(request, "account/dead_link.html", {"refusal": refusal}, status=refusal.status)
    owner = addresses.owner(offered.email)
    if request.user.is_authenticated or owner is not None:
        return _member(request, token, offered)
    return _newcomer(request, token, offered)


def _member(request: HttpRequest, token: str, offered: Invitation) -> HttpResponse:
    """A button for the owner of the address; to anybody else the page says with which address to sign in."""
    page = {"invitation": offered, "mine": request.user.is_authenticated and me(request).email == offered.email}
    if request.method != "POST":
        return render(request, "people/invitation_member.html", page)
    if not request.user.is_authenticated:
        return render(request, "people/invitation_member.html", page, status=409)
    try:
        accept_as_member(token=token, actor=me(request))
    except Refused as refusal:
        return render(request, "people/invitation_member.html", {**page, "refusal": refusal}, status=refusal.status)
    return redirect("/me/")


def _newcomer(request: HttpRequest, token: str, offered: Invitation) -> HttpResponse:
    begin = forms.first_answers(request.headers.get("Accept-Language", ""))
    form = forms.AcceptForm(request.POST or None, initial=begin)
    page = {"form": form, "invitation": offered}
    if request.method != "POST":
        return render(request, "people/invitation_newcomer.html", page)
    if not form.is_valid():
        return render(request, "people/invitation_newcomer.html", page, status=400)
    about = {name: form.cleaned_data[name] for name in ("name", "password", "language", "time_zone", "of_age")}
    try:
        person = accept_as_newcomer(token=token, **about, consents=form.answers())
    except Refused as refusal:
        return render(request, "people/invitation_newcomer.html", {**page, "refusal": refusal}, status=refusal.status)
    return sign_in_person(request, person, "/me/")
