"""Health, the form that expired, and the pages for what was not found or went wrong."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plusone.core import carried


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"ok": True})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid key: offer again what was typed, or explain."""
    if not request.user.is_authenticated:
        held = carried.hold(request)
        if held is not None:
            return held
    return render(request, "form_expired.html", status=403)


@require_safe
def held_form(request: HttpRequest) -> HttpResponse:
    return carried.held_form(request)
