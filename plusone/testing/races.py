"""Races: several calls that begin at the same moment, each in a thread with its own connection."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connections


def together(*calls: Callable[[], Any], seconds: float = 60) -> list[Any]:
    """Run the calls at once; return what each gave, or the exception that it raised, in their order.

    Needs `@pytest.mark.django_db(transaction=True)`: a thread does not see what another has not committed.
    """
    start = Barrier(len(calls))
    results: list[Any] = [TimeoutError("The call did not end.")] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=seconds)
            results[place] = call()
        except Exception as problem:  # noqa: BLE001 - the test judges it
            results[place] = problem
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(place, call), daemon=True) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=seconds)
    return results


def worked(results: list[Any]) -> list[Any]:
    """The results that are no exceptions."""
    return [one for one in results if not isinstance(one, BaseException)]


def failed(results: list[Any]) -> list[BaseException]:
    """The exceptions among the results."""
    return [one for one in results if isinstance(one, BaseException)]
