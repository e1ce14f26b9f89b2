"""What a process remembers of things that never change: published chapters, and pieces of pages made from them.

A published version is immutable, so nothing here can grow old; it is only forgotten, the longest unused first.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

from django.conf import settings

T = TypeVar("T")
_all: "list[Memo[Any]]" = []


class Memo(Generic[T]):
    """At most `most` values by their key."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()
        _all.append(self)

    def find(self, key: Hashable) -> T | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, key: Hashable, value: T) -> T:
        if settings.DEBUG:  # templates change under a developer's hands
            return value
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return value

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        found = self.find(key)
        return self.keep(key, make()) if found is None else found

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()


def forget_everything() -> None:
    """As after a start; between tests, whose databases give the same numbers to other rows."""
    for memo in _all:
        memo.forget()
