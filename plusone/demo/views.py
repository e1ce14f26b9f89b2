"""Pages that exist only in the demo."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plusone.core.models import Letter

PAGE = 25


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Every letter that the demo school wrote, for everybody: its people are invented, and no mail leaves it."""
    if not settings.DEMO:
        raise Http404
    before = request.GET.get("before", "")
    rows = Letter.objects.order_by("-pk")
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    page = list(rows[: PAGE + 1])
    older = f"?before={page[PAGE - 1].pk}" if len(page) > PAGE else ""
    return render(request, "demo/outbox.html", {"letters": page[:PAGE], "older": older})
