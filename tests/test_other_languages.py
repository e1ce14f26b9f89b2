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
    "[dir=auto]": "words of an author or a learner, whose letters say their direction",
    "code, pre, kbd, .print": "for machines: code, and fingerprints",
    "time": "moments, in words of Django's own catalogue",
    "select[name$=language] option": "a language is called as its speakers call it",
    "select[name=time_zone] option": "time zones bear the names of the world's own list",
    "textarea": "what somebody typed before",
    "select[name=licence] option": "licences bear the names that their makers gave them",
    "select[name=occupation] option, [name=skills] + span": "ESCO's names, in the language of the list that was loaded",
}
SAME_EVERYWHERE = {
    r"\S+@\S+\.\S+": "a mail address",
    r"https?://\S+": "an address",
    r"\bE[1-4]\b": "a level of evidence",
    r"\b(application|image)/[a-z]+\b": "the type of a file",
    r"\bEd25519\b": "a way of signing",
    r"\d{4}-\d\d-\d\dT[\d:]+Z": "a moment as it stands in the ledger",
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
    wrong = glass.probe("unmarked", ", ".join(APART), "|".join(SAME_EVERYWHERE))
    wrong += glass.widths(360)
    assert "\n".join(wrong) == ""
