"""Two ways to use the house: a mouse without scripts, and a keyboard alone."""

from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator

from plusone.people.models import Person
from tests.story import Somebody

SEEN = """(target) => {
  const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect()
  const close = here.type === "radio" && here.name === target.name && here.form === target.form
  const parted = here.type === "date"  // the browser marks the part of it that has the focus
  const visible = here === document.body || parted || (style.outlineStyle !== "none"
    && parseFloat(style.outlineWidth) >= 2 && box.bottom > 0 && box.top < innerHeight && box.width > 0)
  return {there: here === target, close, visible, what: here.outerHTML.slice(0, 120)}
}"""


class Mouse(Somebody):
    """Presses and types as people do; nothing of it needs a script."""

    def sign_in(self, person: Person) -> None:
        """A session that was begun elsewhere."""
        client = Client()
        client.force_login(person)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.address}])

    def named(self, role: Any, name: str) -> Locator:
        return self.page.locator("main").get_by_role(role, name=name, exact=True).first

    def press(self, button: str) -> None:
        self.named("button", button).click()
        self.page.wait_for_load_state()

    def follow(self, link: str) -> None:
        self.named("link", link).click()
        self.page.wait_for_load_state()

    def write(self, field: str, text: str) -> None:
        self.page.locator(field).first.fill(text)

    def day(self, field: str, day: Any) -> None:
        self.page.locator(field).fill(day.isoformat())

    def tick(self, field: str) -> None:
        self.page.locator(field).first.check()

    def pick(self, field: str, option: str) -> None:
        self.page.locator(field).select_option(option)

    def unfold(self, summary: str) -> None:
        self.page.locator("main summary").filter(has_text=summary).first.click()

    def give(self, field: str, path: Any) -> None:
        self.page.locator(field).first.set_input_files(path)


class Keys(Mouse):
    """Only Tab, Enter, Space, the arrows and letters. Wherever the focus stops it must be seen.

    No news comes meanwhile: a dance may begin between two keys, and has tests of its own.
    """

    def __post_init__(self) -> None:
        self.context.route("**/live", lambda route: route.abort())
        super().__post_init__()

    def reach(self, target: Locator) -> None:
        """Tab until there; within a group of choices by the arrows."""
        target = target.first
        node = target.element_handle()
        for _step in range(250):
            now = self.page.evaluate(SEEN, node)
            assert now["visible"], now["what"]
            if now["there"]:
                return
            self.page.keyboard.press("ArrowDown" if now["close"] else "Tab")
        raise AssertionError(f"The keyboard does not get to {target}")

    def press(self, button: str) -> None:
        self.reach(self.named("button", button))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def follow(self, link: str) -> None:
        self.reach(self.named("link", link))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, field: str, text: str) -> None:
        self.reach(self.page.locator(field))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def day(self, field: str, day: Any) -> None:
        self.reach(self.page.locator(field))
        self.page.keyboard.type(day.strftime("%m%d%Y"))
        assert self.page.locator(field).input_value() == day.isoformat()

    def tick(self, field: str) -> None:
        target = self.page.locator(field).first
        self.reach(target)
        if not target.is_checked():
            self.page.keyboard.press("Space")
        assert target.is_checked()

    def pick(self, field: str, option: str) -> None:
        self.reach(self.page.locator(field))
        self.page.keyboard.type(self.page.locator(f"{field} option[value='{option}']").inner_text())
        assert self.page.locator(field).input_value() == option

    def unfold(self, summary: str) -> None:
        self.reach(self.page.locator("main summary").filter(has_text=summary))
        self.page.keyboard.press("Enter")

    def give(self, field: str, path: Any) -> None:
        self.reach(self.page.locator(field))
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(path)
