"""The decorator: a Django task that also knows how often it may be tried."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django_tasks import task as django_task


@dataclass(frozen=True)
class Retry:
    """`max_attempts` tries in all; the n-th waits `backoff` ** n seconds after the one before."""

    max_attempts: int
    backoff: int


_retries: dict[str, Retry] = {}


def task(*, max_attempts: int = 5, backoff: int = 2) -> Callable[[Callable[..., None]], Any]:
    """Make a module-level function a job. Its arguments are plain JSON values; it returns nothing."""

    def decorate(function: Callable[..., None]) -> Any:
        made = django_task()(function)
        _retries[made.module_path] = Retry(max_attempts, backoff)
        return made

    return decorate


def retry_of(module_path: str) -> Retry:
    """How often the job at this path may be tried."""
    return _retries.get(module_path, Retry(5, 2))


def names() -> list[str]:
    return sorted(_retries)
