"""Pages that exist only in the demo."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plusone.core.models import Letter
from plusone.core.slots import links
from plusone.demo.actions.continue_as import HasPassword, NotInTheCast
from plusone.demo.actions.continue_as import continue_as as may_continue_as
from plusone.people.views.entry import sign_in_person, where_next

PAGE = 25


@require_safe
@never_cache
def cast(request: HttpRequest) -> HttpResponse:
    """Who lives here, and a button to look around as each of them; also for whoever is somebody already."""
    if not settings.DEMO:
        raise Http404
    return render(request, "demo/cast.html", {"demo_cast": links("people.demo_cast", request)})


@require_POST
@never_cache
def continue_as(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as somebody of the cast, and leave whoever one was; only a button does it."""
    try:
        person = may_continue_as(key=key)
    except NotInTheCast as refusal:
        raise Http404 from refusal
    except HasPassword as refusal:
        page = {"demo_cast": links("people.demo_cast", request), "refusal": refusal}
        return render(request, "demo/cast.html", page, status=refusal.status)
    to = where_next(request, reverse("home:my_day"))
    if request.user.is_authenticated:
        logout(request)
    return sign_in_person(request, person, to)


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
