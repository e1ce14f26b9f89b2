"""The operator's pages about people: no learning data, no marks, no letters."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plusone.core.access import role
from plusone.core.errors import Refused
from plusone.core.text import gettext as _
from plusone.people import forms, queries, tries
from plusone.people.access import me
from plusone.people.actions.ask_for_reset import ask_for_reset
from plusone.people.actions.give_role import give_role
from plusone.people.actions.invite_person import invite_person
from plusone.people.actions.sign_out_everywhere import sign_out_everywhere
from plusone.people.actions.withdraw_invitation import withdraw_invitation
from plusone.people.actions.withdraw_role import withdraw_role
from plusone.people.models import Invitation, Person, Role

asks = require_http_methods(["GET", "HEAD", "POST"])


def _present(pk: int) -> Person:
    return get_object_or_404(Person, pk=pk, erased_at=None)


def _page(request: HttpRequest, person: Person, refusal: Refused | None = None) -> HttpResponse:
    page = {"page": queries.person_page(person), "form": forms.RoleForm(), "refusal": refusal}
    return render(request, "people/person.html", page, status=refusal.status if refusal else 200)


@require_safe
@role("operator")
def people(request: HttpRequest) -> HttpResponse:
    search = request.GET.get("q", "").strip()[:100]
    before = request.GET.get("before", "")
    found = queries.people_page(search, int(before) if before.isascii() and before.isdigit() else None)
    page = {"found": found, "search": search, "alone": queries.operators() < 2}
    return render(request, "people/people.html", page)


@require_safe
@role("operator")
def person(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _present(pk))


@require_POST
@role("operator")
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    whom, form = _present(pk), forms.RoleForm(request.POST)
    if not form.is_valid():
        return render(request, "people/person.html", {"page": queries.person_page(whom), "form": form}, status=400)
    try:
        give_role(actor=me(request), person=whom, role=form.cleaned_data["role"])
    except Refused as refusal:
        return _page(request, whom, refusal)
    messages.success(request, _("The role is in force."))
    return redirect("people:person", whom.pk)


@require_POST
@role("operator")
def role_withdrawal(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    whom = _present(pk)
    if name not in Role.values:
        raise Http404
    try:
        withdraw_role(actor=me(request), person=whom, role=name)
    except Refused as refusal:
        return _page(request, whom, refusal)
    messages.success(request, _("The role is withdrawn."))
    if whom.pk == me(request).pk and name == Role.OPERATOR:
        return redirect("people:account")  # these pages exist no more for whoever gave up the role
    return redirect("people:person", whom.pk)


@require_POST
@role("operator")
def reset_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """For somebody who is locked out: a link for a new password goes to their own address, never to the operator."""
    whom = _present(pk)
    tries.letter(request, whom.email)
    ask_for_reset(email=whom.email, actor=me(request))
    messages.success(request, _("A link for a new password is on its way to their address."))
    return redirect("people:person", whom.pk)


@require_POST
@role("operator")
def sessions_end(request: HttpRequest, pk: int) -> HttpResponse:
    """For somebody whose telephone was stolen."""
    whom = _present(pk)
    sign_out_everywhere(actor=me(request), person=whom)
    messages.success(request, _("They are signed out on every device."))
    return redirect("people:person", whom.pk)


@asks
@never_cache
@role("operator")
def invite(request: HttpRequest) -> HttpResponse:
    form = forms.InviteForm(request.POST or None, initial=forms.first_answers(""))
    page = {"form": form, "invitations": queries.invitations(), "alone": queries.operators() < 2}
    if request.method != "POST":
        return render(request, "people/invitations.html", page)
    if not form.is_valid():
        return render(request, "people/invitations.html", page, status=400)
    try:
        invite_person(actor=me(request), **form.cleaned_data)
    except Refused as refusal:
        return render(request, "people/invitations.html", {**page, "refusal": refusal}, status=refusal.status)
    messages.success(request, _("The invitation is on its way."))
    return redirect("people:invite")


@require_POST
@role("operator")
def invitation_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    withdraw_invitation(actor=me(request), invitation=get_object_or_404(Invitation, pk=pk))
    messages.success(request, _("The invitation is withdrawn. Its link no longer works."))
    return redirect("people:invite")
