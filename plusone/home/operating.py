"""The operator's views: health, letters, jobs, and the school's own texts."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plusone.core import jobs, site
from plusone.core.access import role
from plusone.core.errors import Refused
from plusone.core.text import gettext as _
from plusone.home import health
from plusone.home.actions.change_school import change_school
from plusone.home.actions.send_letter_again import send_letter_again
from plusone.home.actions.send_test_mail import send_test_mail
from plusone.home.forms import SchoolForm
from plusone.people.models import Person, Role

operators = role(Role.OPERATOR)


def _me(request: HttpRequest) -> Person:
    return cast(Person, request.user)


@require_safe
@operators
def operator(request: HttpRequest) -> HttpResponse:
    return render(request, "home/operator.html", {"health": health.health()})


@require_safe
@operators
def letters(request: HttpRequest) -> HttpResponse:
    return _letters(request)


def _letters(request: HttpRequest, refusal: Refused | None = None) -> HttpResponse:
    before = request.GET.get("before", "")
    page, older = health.letters(int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None)
    context = {"letters": page, "older": older and f"?before={older}", "refusal": refusal}
    return render(request, "home/letters.html", context, status=refusal.status if refusal else 200)


@require_POST
@operators
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        send_letter_again(actor=_me(request), letter_id=pk)
    except Refused as refusal:
        return _letters(request, refusal)
    messages.success(request, _("The letter is being sent."))
    return redirect("home:letters")


@require_POST
@operators
def test_mail(request: HttpRequest) -> HttpResponse:
    letter = send_test_mail(actor=_me(request))
    messages.success(request, _("A test mail is on its way to %(address)s.") % {"address": letter.to})
    return redirect("home:operator")


@require_safe
@operators
def failed_jobs(request: HttpRequest) -> HttpResponse:
    return _failed_jobs(request)


def _failed_jobs(request: HttpRequest, refusal: Refused | None = None) -> HttpResponse:
    status = refusal.status if refusal else 200
    return render(request, "home/failed_jobs.html", {"dead": jobs.dead(), "refusal": refusal}, status=status)


@require_POST
@operators
def another_run(request: HttpRequest, job: UUID) -> HttpResponse:
    try:
        jobs.run_again(job, _me(request))
    except Refused as refusal:
        return _failed_jobs(request, refusal)
    messages.success(request, _("The job runs again."))
    return redirect("home:failed_jobs")


@require_http_methods(["GET", "HEAD", "POST"])
@operators
def school(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "home/school.html", {"form": SchoolForm.of(site.current())})
    form = SchoolForm(request.POST)
    if not form.is_valid():
        return render(request, "home/school.html", {"form": form}, status=400)
    try:
        change_school(actor=_me(request), **form.cleaned_data)
    except Refused as refusal:
        return render(request, "home/school.html", {"form": form, "refusal": refusal}, status=refusal.status)
    messages.success(request, _("The school’s texts are changed."))
    return redirect("home:school")
