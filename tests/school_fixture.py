"""The world for a whole module: built once, and undone once."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import transaction

from plusone.core import clock
from tests.world import TODAY, World, build


@pytest.fixture(scope="module")
def built_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        clock.move(None)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def world(built_world: World, django_db_blocker: Any) -> Iterator[World]:
    """The world as it was built, whatever the test before did to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        clock.move(TODAY)
        yield built_world
        transaction.set_rollback(True)


@pytest.fixture
def undo() -> Callable[[], AbstractContextManager[None]]:
    """`with undo():` takes back what was written inside."""

    @contextmanager
    def undone() -> Iterator[None]:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return undone
