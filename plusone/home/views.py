"""Pages that show several rooms: the first page, the goals, and what became of everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plusone.core import clock
from plusone.core.text import get_language
from plusone.home import queries


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    day = clock.today()
    return render(request, "home/front.html", {"page": queries.front_page(get_language() or "en", day), "today": day})


@require_GET
def goals(request: HttpRequest) -> HttpResponse:
    day = clock.today()
    return render(request, "home/goals.html", {"goals": queries.goals_page(get_language() or "en", day), "today": day})


@require_GET
def impact(request: HttpRequest) -> HttpResponse:
    day = clock.today()
    return render(request, "home/impact.html", queries.impact_page(get_language() or "en", day) | {"today": day})
