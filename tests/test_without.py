"""The main line without scripts, and once more by the keyboard alone: from a course that is brought to a +1."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from plusone.core import clock
from plusone.core.models import Letter
from plusone.outcomes.models import LedgerEntry
from tests.story import PASSWORD, packed
from tests.ways import Keys, Mouse
from tests.world import TODAY, build

pytestmark = pytest.mark.browser
COURSE = "/courses/listen-to-a-page/"
FIRST_DAY = TODAY.date() + timedelta(days=7)
PAPER = {"name": "contract.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n% a contract\n%%EOF\n"}


@pytest.mark.parametrize(
    ("way", "options"),
    [(Mouse, {"java_script_enabled": False}), (Keys, {"locale": "en-US", "reduced_motion": "reduce"})],
    ids=["without scripts", "by the keyboard alone"],
)
def test_from_a_course_to_a_plus_one(school: str, open_context: Any, tmp_path: Path, way, options):
    world = build()

    def somebody(person: Any = None) -> Any:
        made = way(school, open_context(**options))
        if person is not None:
            made.sign_in(person)
        return made

    publishes(somebody(world.author), packed(tmp_path))
    reader = somebody()
    registers(reader)
    learns(reader)
    counted = LedgerEntry.objects.filter(kind="entry").count()
    reports(reader)
    confirms(somebody(world.registrar))
    clock.move(TODAY + timedelta(days=8))
    begins(reader)
    assert LedgerEntry.objects.filter(kind="entry").count() == counted + 1


def publishes(author: Any, course: Path) -> None:
    author.go("/drafts/new/")
    author.give("input[type=file]", course)
    author.press("Upload and read the report")
    author.go("/drafts/listen-to-a-page/publish/")
    author.write("[name=occupation]", "ICT accessibility tester")
    author.press("Show the skills that it needs")
    author.tick("[name=skills]")
    author.tick("[name=first_application][value=within-4-weeks]")
    author.tick("[name=audience][value=adults-seeking]")
    author.tick("[name=licence_confirmed]")
    author.press("Publish version 1")
    author.go(COURSE)
    author.sees("Listen to a page")


def registers(reader: Any) -> None:
    reader.go("/register/?next=/courses/listen-to-a-page/following/")
    reader.write("[name=name]", "Vera Maes")
    reader.write("[name=email]", "vera.maes@mail.example")
    reader.write("[type=password]", PASSWORD)
    reader.pick("[name=time_zone]", "Africa/Dakar")
    reader.tick("[name=of_age]")
    reader.tick("[name='use:outcomes.follow_up'][value=yes]")
    reader.press("Make my account")
    letter = Letter.objects.filter(to="vera.maes@mail.example").latest("pk")
    reader.go(re.search(r"/account/email/\S+", letter.body)[0])
    reader.press("Yes, it is mine")
    reader.go(f"{COURSE}following/")
    reader.press("Follow")


def learns(reader: Any) -> None:
    reader.go(f"{COURSE}names/")
    reader.tick("main form:has(textarea, input[type=radio]) input[type=radio] >> nth=0")
    reader.page.locator("fieldset:has(input[type=radio]) label").first.wait_for()
    right = reader.page.get_by_label("Button", exact=True)
    reader.tick(f"[value='{right.get_attribute('value')}'][name='{right.get_attribute('name')}']")
    for number, word in enumerate(("1", "button")):
        reader.write(f"main form:has(input[name=asked]) input[autocomplete=off] >> nth={number}", word)
    reader.press("Check my answers")
    reader.sees("The role alone.")


def reports(reader: Any) -> None:
    reader.go("/me/jobs/new/")
    reader.tick("[name=kind][value=full_time]")
    reader.write("[name=employer]", "Rivier Hospital")
    reader.write("[name=title]", "Accessibility tester")
    reader.day("[name=started_on]", FIRST_DAY)
    reader.write("[name=hours]", "38")
    reader.tick("[name=in_field][value=required]")
    reader.pick("[name=found_through]", "site")
    reader.unfold("More")
    reader.tick("[name=same_post][value=no]")
    reader.tick("[name=credit][value=yes]")
    reader.tick("[name=may_dance]")
    reader.press("Report a job")
    reader.give("input[type=file]", PAPER)
    reader.press("Send the page")


def confirms(registrar: Any) -> None:
    registrar.go("/cases/")
    registrar.follow("Vera Maes")
    registrar.press("Confirm")


def begins(reader: Any) -> None:
    reader.go("/me/jobs/")
    reader.follow("Accessibility tester")
    reader.press("I started")
