"""Publishing: three questions, and an answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from plusone.core import slots
from plusone.core.access import role
from plusone.core.errors import Refused
from plusone.core.text import gettext as _
from plusone.courses import access, queries
from plusone.courses.actions.keep_answers import keep_answers
from plusone.courses.actions.publish_course import publish_course
from plusone.courses.actions.renew_draft import renew_draft
from plusone.courses.answers import kept_or_proposed
from plusone.courses.forms import PublishForm
from plusone.courses.models import Course, Draft
from plusone.courses.refusing import refused_page
from plusone.courses.scope import OutOfScope
from plusone.courses.stored import draft_reading
from plusone.courses.views.asking import Signed


def _mine(request: Signed, slug: str) -> tuple[Course, Draft]:
    course = get_object_or_404(access.writable(request.user).select_related("current", "draft"), slug=slug)
    return course, get_object_or_404(Draft, course=course)


def _form(request: Signed, draft: Draft, *, complete: bool = True) -> PublishForm:
    parsed = draft_reading(draft).parsed
    return PublishForm(
        request.POST if request.method == "POST" else None,
        answers=kept_or_proposed(draft, parsed),
        complete=complete,
        seen=draft.checksum,
    )


@require_http_methods(["GET", "POST"])
@role("author")
def publish(request: Signed, slug: str) -> HttpResponse:
    """The form; sent, it publishes the version, or says why not."""
    course, draft = _mine(request, slug)
    form = _form(request, draft)
    page = {"form": form, "desk": queries.desk(course), "ready": queries.readiness(course, draft)}
    if request.method == "GET":
        return render(request, "courses/publish.html", page)
    if not form.is_valid():
        return render(request, "courses/publish.html", page, status=400)
    said = form.answers()
    try:
        version = publish_course(actor=request.user, course=course, answers=said, seen=form.cleaned_data["seen"])
    except OutOfScope as refusal:
        more = {"desk": page["desk"], "propose": slots.links("courses.propose", request)}
        return render(request, "courses/refused.html", {**more, **refused_page(refusal, said)}, status=refusal.status)
    except Refused as refusal:
        return render(request, "courses/publish.html", {**page, "refusal": refusal}, status=refusal.status)
    messages.success(request, _("Version %d is published.") % version.number)
    return redirect("courses:draft", slug=slug)


@require_POST
@role("author")
def answers(request: Signed, slug: str) -> HttpResponse:
    """Keep what was answered so far, and come back to the form."""
    course, draft = _mine(request, slug)
    form = _form(request, draft, complete=False)
    if not form.is_valid():
        page = {"form": form, "desk": queries.desk(course), "ready": queries.readiness(course, draft)}
        return render(request, "courses/publish.html", page, status=400)
    keep_answers(actor=request.user, course=course, answers=form.answers())
    messages.success(request, _("Your answers are kept with the draft."))
    return redirect("courses:publish", slug=slug)


@require_POST
@role("author")
def renewal(request: Signed, slug: str) -> HttpResponse:
    """A draft of what is published, to publish it again."""
    course = get_object_or_404(access.writable(request.user).select_related("current"), slug=slug)
    renew_draft(actor=request.user, course=course)
    return redirect("courses:publish", slug=slug)
