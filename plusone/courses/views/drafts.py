"""Bringing courses, and what was found in them."""

import csv

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from plusone.core import limits
from plusone.core.access import role
from plusone.core.errors import Refused
from plusone.courses import access, queries
from plusone.courses.actions.bring_course import bring_course
from plusone.courses.archives import read_zip
from plusone.courses.forms import UploadForm
from plusone.courses.models import Course
from plusone.courses.report import Report
from plusone.courses.views.asking import Signed


@require_GET
@role("author")
def drafts(request: Signed) -> HttpResponse:
    """My courses: what waits, and what is published."""
    return render(request, "courses/drafts.html", {"desks": queries.desks(request.user)})


@require_http_methods(["GET", "POST"])
@role("author")
def new(request: Signed) -> HttpResponse:
    """Bring a zip; the answer is the report on it."""
    mine = [(one.course.slug, one.title) for one in queries.desks(request.user)]
    form = UploadForm(request.POST or None, request.FILES or None, courses=mine)
    page = {"form": form}
    if request.method == "GET":
        return render(request, "courses/new.html", page)
    if not form.is_valid():
        return render(request, "courses/new.html", page, status=400)
    try:
        limits.hit(f"courses.bring:{request.user.pk}", most=30, seconds=3600)
        course = access.writable(request.user).filter(slug=form.cleaned_data["edition"]).first()
        result = bring_course(actor=request.user, brought=read_zip(form.cleaned_data["zip"]), course=course)
    except Refused as refusal:
        return render(request, "courses/new.html", {**page, "refusal": refusal}, status=refusal.status)
    return redirect("courses:draft", slug=result.draft.course.slug)


@require_GET
@role("author")
def draft(request: Signed, slug: str) -> HttpResponse:
    """The report on the draft, or the course's desk where nothing waits."""
    desk = queries.desk(get_object_or_404(access.writable(request.user).select_related("current", "draft"), slug=slug))
    if desk.report is None:
        return render(request, "courses/desk.html", {"desk": desk})
    return render(request, "courses/report.html", {"desk": desk, **queries.report_page(desk.report)})


@require_GET
@role("author")
def report_table(request: Signed, slug: str) -> HttpResponse:
    """Each file with what became of it, and each finding, for a spreadsheet."""
    draft = get_object_or_404(
        access.writable(request.user).select_related("draft"), slug=slug, draft__isnull=False
    ).draft
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-report.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    for row in queries.report_rows(Report.from_json(draft.report)):
        writer.writerow(row)
    return answer


@require_GET
@role("author")
def versions(request: Signed, slug: str) -> HttpResponse:
    """Every version, and which files changed in it."""
    course: Course = get_object_or_404(access.writable(request.user).select_related("current", "draft"), slug=slug)
    return render(request, "courses/versions.html", {"desk": queries.desk(course), "history": queries.history(course)})
