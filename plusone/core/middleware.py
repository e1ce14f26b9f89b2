"""What happens to every request: who calls, in which language and time zone, and what a refusal looks like."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from plusone.core.errors import Refused

Next = Callable[[HttpRequest], HttpResponse]


def client_address(get_response: Next) -> Next:
    """Believe X-Forwarded-For only where a trusted proxy says so; the last address it did not write itself is meant."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.TRUSTED_PROXIES and request.META.get("REMOTE_ADDR") in settings.TRUSTED_PROXIES:
            hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
            for hop in reversed(hops):
                if hop not in settings.TRUSTED_PROXIES:
                    request.META["REMOTE_ADDR"] = hop
                    break
        return get_response(request)

    return middleware


def private_by_default(get_response: Next) -> Next:
    """What somebody signed in is shown, and whatever sets a cookie, is for them alone, unless a view says otherwise."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            response.headers.setdefault("Cache-Control", "private")
        return response

    return middleware


def wanted_language(request: HttpRequest) -> str:
    """`?lang=`, then the profile, then the cookie, then what the browser accepts."""
    offered = dict(settings.LANGUAGES)
    asked = request.GET.get("lang", "")
    if asked in offered:
        return asked
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        language = request.user.language
        if language in offered:
            return language
    return translation.get_language_from_request(request)


def language_and_zone(get_response: Next) -> Next:
    """Speak the reader's language and show times in the reader's zone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = wanted_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        zone = "UTC"
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            zone = request.user.time_zone
        timezone.activate(zoneinfo.ZoneInfo(zone))
        response = get_response(request)
        if "immutable" not in response.get("Cache-Control", ""):  # a file is the same for every reader
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
            response.headers.setdefault("Content-Language", language)
        if request.GET.get("lang") == language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, language, max_age=31_536_000, samesite="Lax", secure=settings.HTTPS
            )
        return response

    return middleware


class refusals:  # noqa: N801 - it stands in a list of middleware functions
    """A refusal that no form caught becomes a page with its sentence and a way on."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return render(request, "refused.html", {"refusal": exception}, status=exception.status)
