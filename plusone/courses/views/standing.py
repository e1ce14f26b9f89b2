"""How a course stands, who writes it, and which ones somebody should look at."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from plusone.core.access import role
from plusone.core.errors import Refused
from plusone.core.text import get_language
from plusone.core.text import gettext as _
from plusone.courses import access, queries
from plusone.courses.actions.add_author import add_author
from plusone.courses.actions.change_standing import change_standing
from plusone.courses.errors import NoAuthor
from plusone.courses.forms import AuthorForm, StandingForm
from plusone.courses.models import Course
from plusone.courses.views.asking import Signed


def _course(request: Signed, slug: str) -> Course:
    return get_object_or_404(access.decidable(request.user).select_related("current", "draft"), slug=slug)


@require_GET
@role("author", "leadership")
def review(request: Signed) -> HttpResponse:
    """Published courses that the vision leaves out, or whose quoted words have changed."""
    found = queries.to_review(request.user, get_language() or "en")
    return render(request, "courses/review.html", {"reviews": found, "writes": queries.slugs_of(request.user)})


@require_http_methods(["GET", "POST"])
@role("author", "leadership")
def standing(request: Signed, slug: str) -> HttpResponse:
    """Put on hold, resume, retire."""
    course = _course(request, slug)
    form = StandingForm(request.POST or None, course=course, others=queries.other_courses(course))
    page = {"form": form, "desk": queries.desk(course), "changes": queries.changes(course)}
    if request.method == "GET":
        return render(request, "courses/standing.html", page)
    if not form.is_valid():
        return render(request, "courses/standing.html", page, status=400)
    said = form.cleaned_data
    rather = Course.objects.filter(slug=said["rather"]).first() if said["rather"] else None
    try:
        change_standing(
            actor=request.user, course=course, standing=said["standing"], reason=said["reason"], rather=rather
        )
    except Refused as refusal:
        return render(request, "courses/standing.html", {**page, "refusal": refusal}, status=refusal.status)
    messages.success(request, _("Done. Readers see it now."))
    return redirect("courses:standing", slug=slug)


@require_http_methods(["GET", "POST"])
@role("author", "leadership")
def authors(request: Signed, slug: str) -> HttpResponse:
    """Who writes the course, and somebody to write with."""
    course = _course(request, slug)
    form = AuthorForm(request.POST or None)
    page = {"form": form, "desk": queries.desk(course), "authors": course.authors.order_by("authorships__since", "pk")}
    if request.method == "GET":
        return render(request, "courses/authors.html", page)
    if not form.is_valid():
        return render(request, "courses/authors.html", page, status=400)
    try:
        person = form.person()
        if person is None:
            raise NoAuthor
        add_author(actor=request.user, course=course, person=person)
    except Refused as refusal:
        return render(request, "courses/authors.html", {**page, "refusal": refusal}, status=refusal.status)
    return redirect("courses:authors", slug=slug)
