"""The public's monthly figures: pages, and the same as JSON."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from plusone.core import clock
from plusone.outcomes import queries_release
from plusone.outcomes.models import Release


@require_GET
def releases(request: HttpRequest) -> HttpResponse:
    """Every release, the newest first; before the first, when it comes."""
    context = {"months": queries_release.months(), "next": queries_release.next_on(clock.today())}
    return render(request, "outcomes/releases.html", context)


@require_GET
def release(request: HttpRequest, month: date) -> HttpResponse:
    """One month's figures, each chart with its table."""
    found = queries_release.of_month(month)
    if found is None:
        raise Http404
    return render(request, "outcomes/release.html", {"release": found})


@require_GET
def release_json(request: HttpRequest, month: date) -> HttpResponse:
    """The stored figures as they were frozen; they never change."""
    found = get_object_or_404(Release, month=month)
    body = {"month": month.isoformat()[:7], "frozen_at": found.frozen_at.isoformat(), **found.figures}
    response = JsonResponse(body)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
