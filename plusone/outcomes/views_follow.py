"""The mailed page of a follow-up, and the registrar's list of those that nobody answered."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plusone.core import limits
from plusone.core.access import role
from plusone.core.errors import Refused
from plusone.core.text import gettext as _
from plusone.outcomes import followups, queries_follow
from plusone.outcomes.actions.answer_follow_up import answer_follow_up, stop_asking
from plusone.outcomes.actions.note_follow_up import note_follow_up
from plusone.outcomes.actions.report_end import report_end
from plusone.outcomes.forms_follow import HeardForm, LastDayForm
from plusone.people.access import me
from plusone.people.models import Role


def mailed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page behind a mailed link: never stored, limited by address, and without navigation also where it is dead."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        limits.hit(f"outcomes.follow_up:{limits.client(request)}", most=300, seconds=600)
        try:
            return view(request, *args, **kwargs)
        except followups.QuestionGone as refusal:
            return render(request, "outcomes/employer_over.html", {"refusal": refusal}, status=refusal.status)

    return never_cache(guarded)


@mailed
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it changes nothing: mail scanners do. Only a button does."""
    refusal = None
    if request.method == "POST":
        try:
            answer_follow_up(token=token, answer=request.POST.get("answer", ""))
            return redirect("outcomes:follow_up", token)
        except followups.QuestionGone:
            raise
        except Refused as problem:
            refusal = problem
    return _page(request, token, LastDayForm(), refusal, refusal.status if refusal else 200)


@mailed
@require_POST
def follow_up_end(request: HttpRequest, token: str) -> HttpResponse:
    """The last day of a job that ended, from the same page."""
    page = queries_follow.follow_up_page(token)
    form, refusal = LastDayForm(request.POST), None
    if form.is_valid():
        try:
            report_end(actor=page.person, outcome_id=page.outcome.pk, ended_on=form.cleaned_data["ended_on"])
            return redirect("outcomes:follow_up", token)
        except Refused as problem:
            refusal = problem
    return _page(request, token, form, refusal, refusal.status if refusal else 400)


@csrf_exempt  # whoever holds the secret may stop the mails, from a mail program too, which knows no form key
@mailed
@require_POST
def follow_up_stop(request: HttpRequest, token: str) -> HttpResponse:
    """No more questions. It works again, and without a session."""
    person = stop_asking(token=token).outcome.person
    return render(request, "outcomes/follow_up_stopped.html", {"person": person})


def _page(request: HttpRequest, token: str, form: LastDayForm, refusal: Refused | None, status: int) -> HttpResponse:
    page = queries_follow.follow_up_page(token)
    context = {"page": page, "token": token, "form": form, "refusal": refusal}
    return render(request, "outcomes/follow_up.html", context, status=status)


@role(Role.REGISTRAR)
@require_GET
def follow_ups(request: HttpRequest) -> HttpResponse:
    """Asked and not answered: whom to call."""
    after = request.GET.get("after", "")
    page = queries_follow.unanswered(me(request), int(after) if after.isdecimal() and len(after) < 12 else None)
    return render(request, "outcomes/follow_ups.html", {"page": page, "tries": followups.TRIES})


@role(Role.REGISTRAR)
@require_http_methods(["GET", "POST"])
def follow_up_note(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, and what was heard."""
    asked = get_object_or_404(queries_follow.asked_of(me(request)), pk=pk)
    form, refusal = HeardForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            note_follow_up(actor=me(request), follow_up_id=asked.pk, answer=form.cleaned_data["answer"])
            messages.success(request, _("Stored, with your name as the one who heard it."))
            return redirect("outcomes:follow_ups")
        except Refused as problem:
            refusal = problem
    status = refusal.status if refusal else 400 if request.method == "POST" else 200
    until = followups.last_day(asked)
    return render(
        request,
        "outcomes/follow_up_note.html",
        {"asked": asked, "form": form, "refusal": refusal, "until": until},
        status=status,
    )
