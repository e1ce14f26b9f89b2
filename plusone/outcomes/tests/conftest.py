import pytest

from plusone.core import clock
from plusone.outcomes.tests import scene


@pytest.fixture
def today():
    """The clock stands on Wednesday 25 November 2026, three weeks after the first day of the story's job."""
    clock.move(scene.TODAY)
    return scene.TODAY.date()


@pytest.fixture
def goal(db, today):
    return scene.goal()
