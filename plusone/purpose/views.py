"""The page that says why the school exists, and the forms with which its leadership says it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from plusone.core import access, clock, slots
from plusone.core.errors import Refused
from plusone.core.text import get_language
from plusone.people.models import Role
from plusone.purpose import preview, queries
from plusone.purpose.actions.reword_goal import reword_goal
from plusone.purpose.actions.state_goal import state_goal
from plusone.purpose.actions.state_purpose import state_purpose
from plusone.purpose.forms import GoalForm, PurposeForm, WordingForm
from plusone.purpose.models import Goal


@require_safe
def purpose(request: HttpRequest) -> HttpResponse:
    page = queries.purpose_page(get_language() or "en", clock.today())
    leads = request.user.is_authenticated and request.user.has_role(Role.LEADERSHIP)
    return render(
        request,
        "purpose/purpose.html",
        {"page": page, "leads": leads, "ways_on": slots.links("purpose", request)},
    )


@access.role(Role.LEADERSHIP)
@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request: HttpRequest, kind: str) -> HttpResponse:
    """State the next version: look at what it changes first, then confirm."""
    newest = queries.newest(kind)
    form = PurposeForm(request.POST or None, kind=kind, newest=newest)
    context = {"form": form, "kind": kind, "newest": newest}
    if request.method != "POST":
        return render(request, "purpose/new_version.html", context)
    if not form.is_valid():
        return render(request, "purpose/new_version.html", context, status=400)
    seen = preview.of_version(form, newest)
    if not form.confirmed:
        return render(request, "purpose/new_version.html", context | {"preview": seen})
    try:
        state_purpose(actor=request.user, kind=kind, scope_rules=form.limits(), **seen.said)  # type: ignore[arg-type]
    except Refused as refusal:
        return render(request, "purpose/new_version.html", context | {"refusal": refusal}, status=409)
    return redirect("purpose:purpose")


@access.role(Role.LEADERSHIP)
@require_http_methods(["GET", "HEAD", "POST"])
def new_goal(request: HttpRequest) -> HttpResponse:
    form = GoalForm(request.POST or None)
    if request.method != "POST":
        return render(request, "purpose/new_goal.html", {"form": form})
    if not form.is_valid():
        return render(request, "purpose/new_goal.html", {"form": form}, status=400)
    seen = preview.of_goal(form)
    if not form.confirmed:
        return render(request, "purpose/new_goal.html", {"form": form, "preview": seen})
    try:
        state_goal(actor=request.user, **seen.said)  # type: ignore[arg-type]
    except Refused as refusal:
        return render(request, "purpose/new_goal.html", {"form": form, "refusal": refusal}, status=409)
    return redirect("purpose:purpose")


@access.role(Role.LEADERSHIP)
@require_http_methods(["GET", "HEAD", "POST"])
def new_wording(request: HttpRequest, number: int) -> HttpResponse:
    goal = get_object_or_404(Goal, number=number)
    form = WordingForm(request.POST or None, newest=goal.wordings.order_by("-version")[0])
    context = {"form": form, "goal": goal}
    if request.method != "POST":
        return render(request, "purpose/new_wording.html", context)
    if not form.is_valid():
        return render(request, "purpose/new_wording.html", context, status=400)
    try:
        reword_goal(
            actor=request.user,  # type: ignore[arg-type]
            goal=goal,
            texts=form.texts(),
            after=form.cleaned_data["after"],
        )
    except Refused as refusal:
        return render(request, "purpose/new_wording.html", context | {"refusal": refusal}, status=409)
    return redirect("purpose:purpose")
