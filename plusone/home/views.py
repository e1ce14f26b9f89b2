"""Pages that show several rooms: the first page, my day, the goals, the impact, and the school's own texts."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plusone.core import access, clock, privacy
from plusone.core.text import get_language
from plusone.home import my_day as days
from plusone.home import queries
from plusone.people.models import Person


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    day = clock.today()
    return render(request, "home/front.html", {"page": queries.front_page(get_language() or "en", day), "today": day})


@require_safe
def goals(request: HttpRequest) -> HttpResponse:
    day = clock.today()
    return render(request, "home/goals.html", {"goals": queries.goals_page(get_language() or "en", day), "today": day})


@require_safe
def impact(request: HttpRequest) -> HttpResponse:
    day = clock.today()
    return render(request, "home/impact.html", queries.impact_page(get_language() or "en", day) | {"today": day})


@require_safe
@access.signed_in
def my_day(request: HttpRequest) -> HttpResponse:
    day = days.my_day(cast(Person, request.user))
    return render(request, "home/my_day.html", {"day": day, "now": clock.now()})


@require_safe
def privacy_notice(request: HttpRequest) -> HttpResponse:
    """The school's own text; else one that is made from what the program really asks and stores."""
    return render(request, "home/privacy.html", {"uses": privacy.uses()})


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    return render(request, "home/imprint.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html")
