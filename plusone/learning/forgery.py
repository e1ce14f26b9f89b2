"""Whether a form was sent from one of our own pages; for the one address that visitors may send to without a key."""

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def _nothing(request: HttpRequest) -> None: ...


def suspected(request: HttpRequest) -> bool:
    """True where the key of the form is missing or wrong."""
    return _Check(_nothing).process_view(request, None, (), {}) is not None  # type: ignore[arg-type]
