"""Quotes: the school's own words (mission, goal, a decision), for course texts that must never retype them."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Quote:
    """Words in force: `text`, the `language` it is in, and the `version` that a published page pins."""

    text: str
    language: str
    version: str


Provider = Callable[[str], Quote | None]
_providers: dict[str, Provider] = {}


def provide(key: str, provider: Provider) -> None:
    """Offer `provider(language)`; None while the school has not said it yet."""
    if key in _providers:
        raise ValueError(f"The quote {key} is provided twice.")
    _providers[key] = provider


def quote(key: str, language: str) -> Quote | None:
    """The words in force under `key`, in `language` where they exist; None for an unknown or empty key."""
    provider = _providers.get(key)
    return provider(language) if provider else None


def keys() -> list[str]:
    return sorted(_providers)
