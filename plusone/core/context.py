"""What every page knows: the school, the navigation for whoever asks, and the direction of the text."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from plusone.core import site, slots


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "site": site.current(),
        "main_links": slots.links("main", request),
        "foot_links": slots.links("foot", request),
        "languages": settings.LANGUAGES,
        "language": translation.get_language(),
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "demo": settings.DEMO,
    }
