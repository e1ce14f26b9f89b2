"""The Victory Dance in real browsers: on every open page within two seconds, and never in the way."""

from datetime import date, timedelta
from decimal import Decimal
from time import monotonic

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction

from plusone.core import clock
from plusone.outcomes import live
from plusone.outcomes.models import Dance, LedgerEntry, Outcome
from plusone.purpose.actions.state_goal import state_goal
from plusone.testing import cast

pytestmark = pytest.mark.browser
CALM = {"reduced_motion": "reduce"}


def celebrate(person, token="1"):
    with transaction.atomic():
        outcome = Outcome.objects.create(
            person=person,
            kind="full_time",
            started_on=date(2026, 11, 30),
            hours=Decimal(38),
            token=token,
            celebrated_at=clock.now(),
            may_dance=True,
            may_say_name=True,
        )
        dance = Dance.objects.create(outcome=outcome, at=clock.now())
        live.rewrite_after_commit()
    return dance


def opened(context, school, path="/"):
    """A page that has asked once."""
    page = context.new_page()
    with page.expect_response("**/live"):
        page.goto(school + path)
    page.wait_for_timeout(100)
    return page


def test_it_plays_on_every_open_page_within_two_seconds(school, open_context):
    live.rewrite()
    one, other = open_context(), open_context(viewport={"width": 360, "height": 740})
    pages = [opened(one, school), opened(one, school, "/purpose/"), opened(other, school, "/goals/")]
    pages[1].bring_to_front()
    began = monotonic()
    celebrate(cast.yusuf())
    for page in (pages[1], pages[2]):
        page.wait_for_selector("dialog.dance[open]", timeout=2_500)
    assert monotonic() - began < 2.5  # a poll of 1.5 s, and what two browsers on a busy machine need
    said = pages[1].locator("dialog.dance").inner_text()
    assert "Yusuf has a new job." in said
    assert "1 person celebrated" in said or "0 people celebrated" in said


def test_it_is_announced_closes_by_escape_and_gives_the_focus_back(school, open_context):
    live.rewrite()
    page = opened(open_context(), school)
    page.locator("a.brand").focus()
    celebrate(cast.yusuf())
    page.wait_for_selector("dialog.dance[open]")
    told = page.evaluate(
        """() => { const d = document.querySelector('dialog.dance');
        const said = name => document.getElementById(d.getAttribute(name)).textContent;
        return [said('aria-labelledby'), said('aria-describedby'), document.activeElement.textContent] }"""
    )
    assert told[0] == "Yusuf has a new job."
    assert "celebrated" in told[1]
    assert told[2] == "Go on"
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog.dance", state="detached")
    assert page.evaluate("document.activeElement.className") == "brand"


def test_who_types_goes_on_typing(school, open_context):
    live.rewrite()
    page = opened(open_context(), school, "/account/sign-in/")
    field = page.locator("input[type=email], input[name=login]").first
    field.click()
    page.keyboard.type("am")
    celebrate(cast.yusuf())
    page.wait_for_selector(".news:has-text('Yusuf has a new job')")
    page.keyboard.type("ara")
    assert field.input_value() == "amara"
    assert page.locator("dialog.dance").count() == 0
    assert page.locator(".news").get_attribute("role") == "status"


def test_it_is_calm_where_less_motion_is_preferred(school, open_context):
    live.rewrite()
    page = opened(open_context(**CALM), school)
    celebrate(cast.yusuf())
    page.wait_for_selector("dialog.dance[open]")
    assert page.locator("dialog.dance i").count() == 0
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_dance_of_before_does_not_play_again_and_a_fresh_one_is_not_missed_by_who_comes_now(school, open_context):
    earlier = celebrate(cast.yusuf())
    Dance.objects.filter(pk=earlier.pk).update(at=earlier.at.replace(year=2020))
    live.rewrite()
    page = opened(open_context(), school)
    page.wait_for_timeout(400)
    assert page.locator("dialog.dance").count() == 0
    celebrate(cast.amara(), "2")
    late = open_context()
    new = opened(late, school)
    new.wait_for_selector("dialog.dance[open]:has-text('Amara')")
    new.keyboard.press("Escape")
    again = opened(late, school, "/purpose/")
    again.wait_for_timeout(400)
    assert again.locator("dialog.dance").count() == 0


def test_who_asked_for_fewer_gets_a_line_and_can_have_them_back(school, open_context):
    live.rewrite()
    page = opened(open_context(), school)
    celebrate(cast.yusuf())
    page.get_by_role("button", name="Show me fewer dances").click()
    celebrate(cast.amara(), "2")
    page.get_by_role("button", name="Show me every dance").click()
    assert page.locator("dialog.dance").count() == 0
    celebrate(cast.samir(), "3")
    page.wait_for_selector("dialog.dance[open]:has-text('Samir')")


def test_a_withdrawn_dance_leaves_the_screen(school, open_context):
    live.rewrite()
    page = opened(open_context(), school)
    dance = celebrate(cast.yusuf())
    page.wait_for_selector("dialog.dance[open]")
    Dance.objects.filter(pk=dance.pk).update(withdrawn_at=clock.now())
    live.rewrite()
    page.wait_for_selector("dialog.dance", state="detached")


def test_one_tab_asks_for_all_and_none_under_data_saver(school, open_context):
    live.rewrite()
    context = open_context()
    asked = []
    context.on("request", lambda request: request.url.endswith("/live") and asked.append(request.url))
    pages = [opened(context, school) for _n in range(3)]
    asked.clear()
    pages[0].wait_for_timeout(3_200)
    assert 1 <= len(asked) <= 3
    saver = open_context()
    saver.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    asked.clear()
    saver.on("request", lambda request: request.url.endswith("/live") and asked.append("saver"))
    saver.new_page().goto(school)
    pages[0].wait_for_timeout(1_700)
    assert "saver" not in asked


def test_without_scripts_the_news_stands_on_the_next_page(school, open_context):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(school)
    assert page.get_by_text("Yusuf has a new job.").count() == 0
    celebrate(cast.yusuf())
    page.goto(school)
    assert page.get_by_text("Yusuf has a new job.").count() == 1


def test_a_second_quieter_sign_says_that_one_more_is_proven(school, open_context):
    goal = state_goal(
        actor=cast.ines(),
        texts={"en": "Ten people"},
        target=10,
        starts_on=clock.today(),
        due_on=clock.today() + timedelta(days=400),
    )
    live.rewrite()
    page = opened(open_context(), school)
    LedgerEntry.objects.create(seq=900, kind="entry", raw="{}", hash="h", goal=goal, total=1)
    live.rewrite()
    page.wait_for_selector(".news:has-text('One more is proven: 1 person in a new job.')")
    assert page.locator("dialog.dance").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dance_and_line_have_no_violation(school, open_context, scheme):
    live.rewrite()
    page = opened(open_context(color_scheme=scheme, **CALM), school)
    celebrate(cast.yusuf())
    page.wait_for_selector("dialog.dance[open]")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    assert Axe().run(page, options=rules).response["violations"] == []
    page.get_by_role("button", name="Show me fewer dances").click()
    celebrate(cast.amara(), "2")
    page.get_by_role("button", name="Show me every dance").wait_for()
    assert Axe().run(page, options=rules).response["violations"] == []
