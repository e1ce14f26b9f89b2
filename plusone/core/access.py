"""Who may come in. The default answers of the house are given here and nowhere else.

Signed out: 302 to sign-in. Signed in without a right to know: 404. May know but may not do: 403 with the reason.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from plusone.core import carried

View = Callable[..., HttpResponseBase]


class Someone(Protocol):
    """What core needs to know of whoever asks."""

    is_authenticated: bool

    def has_role(self, *roles: str) -> bool: ...


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Send a visitor to sign-in and back to where they wanted to go.

    A form that arrives without a session is not lost: see `core.carried`.
    """
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")


def signed_in(view: View) -> View:
    """Only for people with an account."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return carry_or_sign_in(request)
        return view(request, *args, **kwargs)

    return guarded


def role(*roles: str) -> Callable[[View], View]:
    """Only for people who hold one of `roles`; to everybody else the page does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return carry_or_sign_in(request)
            if not request.user.has_role(*roles):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def carry_or_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign-in; what was typed travels along, where the form says for whom it was made."""
    if request.method == "POST":
        held = carried.hold(request)
        if held is not None:
            return held
    return sign_in_first(request)
