"""Every page in the pseudo-language: longer, right to left, and between brackets what a catalogue can translate."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from plusone.testing import pseudo
from tests.glass import PAGES, Glass, address, client_of, visitor
from tests.matrix import Row
from tests.world import World

PSEUDO = "ar-xb"
APART = {
    "[lang]:not(html)": "speaks a language of its own",
    "bdi": "a name that somebody gave: a person, a course, an employer, the school",
    "time": "a moment; Django's own catalogues name the months",
    "code, pre, kbd": "for machines",
    "option[value^='Africa/'], option[value='UTC'], option[value*='/']": "time zones bear their names of the world",
}
pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: Any) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("locale")
    made = pseudo.build(folder)
    with override_settings(LOCALE_PATHS=[*settings.LOCALE_PATHS, folder]):  # Django forgets what it read before
        yield made


@pytest.fixture
def glass(catalogue: Path, world: World, row: Row, open_context: Any) -> Iterator[Glass]:
    yield Glass.of(open_context(), client_of(world, visitor(row)))


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
def test_it_runs_right_to_left_has_room_and_leaves_nothing_untranslated(glass, world, row):
    assert glass.open(f"{address(row, world)}?lang={PSEUDO}") in row.ok
    assert glass.page.evaluate("[document.documentElement.dir, document.documentElement.lang]") == ["rtl", PSEUDO]
    wrong = glass.probe("unmarked", ", ".join(APART))
    wrong += glass.widths(360)
    assert "\n".join(wrong) == ""
