"""`make shots`: a picture of every page of the demo school, as somebody whom it concerns.

It walks the school as each person of the cast, from link to link, and takes one picture of each route at two widths,
light and dark, and a few right to left. What a walk cannot reach has no link, and that is worth knowing too.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date, timedelta
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import django
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import Browser, Error, Page, sync_playwright

from plusone.testing.browser import DESK, PHONE, QUIET, executable

WALKERS = ("", "amara", "yusuf", "nadia", "tom", "samir", "lea", "ines", "noor")  # "" is a visitor
WIDTHS = {"360": PHONE, "1280": DESK}
THEMES = ("light", "dark")
TURNED = {"home-front", "learning-chapter", "home-my_day", "outcomes-case", "outcomes-report"}
AT_MOST = 90  # pages that one person looks at
LINKS = "els => els.map(e => e.getAttribute('href')).filter(h => h && !h.startsWith('#'))"


def route(address: str) -> str:
    """The name of the route that answers, as a file may be called; empty for files and addresses of nobody."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    return found.view_name.replace(":", "-")


def same_school(address: str, school: str) -> str:
    """The path of a link that stays here, whatever port the letters name."""
    parts = urlsplit(address)
    if parts.scheme not in {"", "http", "https"} or (parts.hostname or "localhost") not in {"localhost", "127.0.0.1"}:
        return ""
    return (parts.path or "/") if parts.path.startswith("/") or not parts.path else ""


def enter(page: Page, school: str, key: str) -> None:
    page.goto(f"{school}/demo/")
    page.locator(f'form[action="/demo/{key}/"] button').click()
    page.wait_for_url(f"{school}/me/")


def walk(page: Page, school: str, seen: set[str], key: str) -> Iterator[str]:
    """Go through the pages that this person reaches and yield the name of each route that is new to them."""
    waiting, met = ["/me/" if key else "/"], {"/"}
    mine: set[str] = set()
    for _turn in range(AT_MOST):
        if not waiting:
            return
        address = waiting.pop(0)
        name = route(address)
        if not name or name in mine or (name in seen and name.startswith("learning-")):
            continue
        mine.add(name)
        try:
            answer = page.goto(school + address)
        except Error:
            continue  # a file to download
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            continue
        if answer.status != 200:
            print(f"  {address} answers {answer.status}", file=sys.stderr)
            continue
        if urlsplit(page.url).path != urlsplit(address).path:
            continue  # led elsewhere, mostly to sign-in
        for link in page.eval_on_selector_all("a[href]", LINKS):
            path = same_school(link, school)
            if path and path not in met and "sign-out" not in path:
                met.add(path)
                waiting.append(path)
        yield name


def photograph(page: Page, out: Path, name: str) -> None:
    """One page, loaded once: two widths, two themes, and some of them right to left."""
    for width, size in WIDTHS.items():
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            page.screenshot(path=out / f"{name}-{width}-{theme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    if name.split("--")[0] in TURNED:
        page.evaluate("document.documentElement.dir = 'rtl'")
        page.screenshot(path=out / f"{name}-1280-rtl.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    if wide:
        print(f"  {name} is wider than the screen", file=sys.stderr)


def take_all(browser: Browser, school: str, out: Path, only: str) -> int:
    taken: set[str] = set()
    for key in WALKERS:
        context = browser.new_context(viewport=DESK, color_scheme="light", reduced_motion="reduce")  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        page = context.new_page()
        if key:
            enter(page, school, key)
        for name in walk(page, school, taken, key):
            full = f"{name}--{key or 'visitor'}"
            if only in full and (name not in taken or name == "home-my_day"):
                photograph(page, out, full)
            taken.add(name)
        context.close()
        print(f"{key or 'visitor'}: {len(taken)} routes so far", flush=True)
    return len(taken)


def take_dance(browser: Browser, school: str, out: Path) -> None:
    """Yusuf reports a job in one browser; the dance plays in another, at two widths, and calmly in a third."""
    watching = {
        "1280": browser.new_context(viewport=DESK),  # type: ignore[arg-type]
        "360": browser.new_context(viewport=PHONE, color_scheme="dark"),  # type: ignore[arg-type]
        "1280-calm": browser.new_context(viewport=DESK, reduced_motion="reduce"),  # type: ignore[arg-type]
    }
    pages = {name: context.new_page() for name, context in watching.items()}
    for page in pages.values():
        with page.expect_response("**/live"):
            page.goto(school)
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    enter(page, school, "yusuf")
    report_a_job(page, school)
    for name, watcher in pages.items():
        watcher.bring_to_front()
        watcher.wait_for_selector("dialog.dance[open]", timeout=8_000)
        watcher.wait_for_timeout(900)
        watcher.screenshot(path=out / f"dance-{name}.png")
    page.screenshot(path=out / "outcomes-job--reported-360-light.png", full_page=True)
    for one in (context, *watching.values()):
        one.close()


def report_a_job(page: Page, school: str) -> None:
    """As short as the form allows."""
    page.goto(f"{school}{reverse('outcomes:report')}")
    page.check("input[name=kind][value=full_time]")
    page.fill("input[name=employer]", "Rivier Hospital")
    page.fill("input[name=title]", "Web accessibility tester")
    page.fill("input[name=started_on]", str(date.today() + timedelta(days=5)))  # noqa: DTZ011  (the server's own day)
    page.fill("input[name=hours]", "38")
    page.locator("input[name=in_field]").first.check()
    page.locator("select[name=found_through]").select_option(index=1)
    page.check("input[name=may_dance]")
    page.check("input[name=may_say_name]")
    page.get_by_role("button", name="Report a job").click()
    page.wait_for_load_state()


@contextmanager
def demo_school() -> Iterator[str]:
    """A demo school of its own on a free port, made anew and thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        data, port = f"{folder}/data", str(free_port())
        subprocess.run(
            [sys.executable, "-m", "plusone", "demo", "--data", data, "--port", port, "--load-only"], check=True
        )
        served = subprocess.Popen([sys.executable, "-m", "plusone", "serve", "--data", data, "--port", port])
        try:
            yield until_it_answers(f"http://localhost:{port}")
        finally:
            served.terminate()
            served.wait(timeout=60)


def until_it_answers(address: str, seconds: int = 60) -> str:
    late = monotonic() + seconds
    while True:
        try:
            with urlopen(f"{address}/healthz") as answer:  # noqa: S310  (our own address)
                if answer.status == 200:
                    return address
        except URLError:
            if monotonic() > late:
                raise
        sleep(0.3)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def read_routes() -> None:
    """Set Django up for nothing but its addresses; the school itself runs in a process of its own."""
    folder = tempfile.mkdtemp(prefix="plusone-shots-")
    for name, value in {"DATA": folder, "KEYS": f"{folder}/keys", "DATABASE": "", "DEMO": "1"}.items():
        os.environ[f"PLUSONE_{name}"] = value
    os.environ["DJANGO_SETTINGS_MODULE"] = "plusone.config.settings"
    django.setup()
    for name in ("DATA", "KEYS", "DATABASE", "DEMO"):
        del os.environ[f"PLUSONE_{name}"]


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m plusone.testing.shots", description=__doc__)
    asked.add_argument("--out", type=Path, default=Path("shots"), help="folder for the pictures (default: shots)")
    asked.add_argument("--only", default="", help="only pages whose name contains this")
    asked.add_argument("--school", default="", help="address of a demo school that runs already")
    asked.add_argument("--without-dance", action="store_true", help="report no job")
    options = asked.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    read_routes()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=QUIET)
        with nullcontext(options.school) if options.school else demo_school() as school:
            number = take_all(browser, school, options.out, options.only)
            if not options.without_dance and options.only in "dance":
                take_dance(browser, school, options.out)
        browser.close()
    print(f"{number} routes lie in {options.out}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
