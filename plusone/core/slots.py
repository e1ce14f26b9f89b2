"""Slots: navigation and onward links that later rooms put onto pages of earlier ones. Nothing else."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


def everybody(request: HttpRequest) -> bool:
    return True


def visitors(request: HttpRequest) -> bool:
    return not request.user.is_authenticated


def people(request: HttpRequest) -> bool:
    return request.user.is_authenticated


def holders(*roles: str) -> Callable[[HttpRequest], bool]:
    """A link for those who hold one of `roles`."""

    def shown(request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.has_role(*roles)

    return shown


@dataclass(frozen=True)
class Link:
    """`label` is shown, `note` may say more, `url_name` is reversed with `args`, `order` sorts, `shown` says to whom.

    Most slots show links; a page may draw a slot of its own as buttons that post to the addresses.
    """

    label: Any
    url_name: str
    order: int
    shown: Callable[[HttpRequest], bool] = everybody
    args: tuple[Any, ...] = ()
    note: Any = ""

    @property
    def address(self) -> str:
        return reverse(self.url_name, args=self.args)


_filled: dict[str, list[Link]] = defaultdict(list)


def fill(slot: str, link: Link) -> None:
    """Put a link into a slot: `main` (header), `foot`, or the name that a page gives to its own slot."""
    _filled[slot].append(link)
    _filled[slot].sort(key=lambda one: one.order)


def links(slot: str, request: HttpRequest) -> list[Link]:
    """What stands in the slot for whoever asks."""
    return [link for link in _filled[slot] if link.shown(request)]
