"""What the story needs: a school in processes of its own, a mail server, and people with a browser each."""

import re
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from subprocess import Popen
from typing import Any

import psycopg
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from playwright.sync_api import BrowserContext, Page, expect

from plusone.testing import school as command

PASSWORD = "four odd words are good"
PATIENCE = 30.0  # seconds; a worker polls, and a busy machine is slow

COURSE = {
    "course.md": """---
title: Listen to a page
language: en
summary: Afterwards you can say what a screen reader says.
level: beginner
licence: CC-BY-SA-4.0
authors: [Lea Okafor]
can: [Say what a screen reader says]
---
A short course about names.
""",
    "01-why.md": """---
title: Why listen
minutes: 3
summary: Some people hear a page.
---
Some people cannot see a page. They hear it.
""",
    "02-names.md": """---
title: A name for every control
minutes: 5
summary: Without a name they hear only “button”.
---
A screen reader says the name, then the role.

:::: quiz
### What does it say for a button with only an icon?
- (x) Button
  > The role alone.
- ( ) Search
  > Nobody wrote that word.

### How many words say what it is?
number: 1

### Which word is the role in “Search, button”?
text: button
::::
""",
}


def wait_for(look: Callable[[], Any], what: str) -> Any:
    """The first true thing that `look` gives; an error that says what was awaited."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError(f"Waited in vain: {what}")


class Post(MessageHandler):
    """A mail server on loopback that keeps what arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Message] = []
        self.controller = Controller(self, hostname="127.0.0.1", port=command.free_port())
        self.controller.start()

    def handle_message(self, message: Message) -> None:
        self.letters.append(message)

    def link(self, to: str, place: str) -> str:
        """The path of the newest link to `place` that was mailed to somebody."""

        def look() -> str | None:
            for letter in reversed(self.letters):
                body = str(letter.get_payload(decode=True), "utf-8") if letter["To"] == to else ""
                if found := re.search(rf"https?://[^/\s]+(/{place}[^\s]+)", body):
                    return found[1]
            return None

        return str(wait_for(look, f"a letter to {to} with a link to /{place}"))


@dataclass
class Somebody:
    """One person with a browser of their own."""

    address: str
    context: BrowserContext
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).first.click()
        self.page.wait_for_load_state()

    def follow(self, link: str) -> None:
        self.page.get_by_role("link", name=link).first.click()
        self.page.wait_for_load_state()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str) -> None:
        self.page.get_by_label(label).first.check()

    def sees(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)


class School:
    """A school made by `plusone init` and served by `plusone serve`, whose clock can be set ahead."""

    def __init__(self, folder: Path, post: Post, database: str) -> None:
        self.data = folder / "school"
        self.post, self.port = post, command.free_port()
        self.address = f"http://localhost:{self.port}"
        self.database = self._own_database(database, folder.name) if database else ""
        self.process: Popen[str] | None = None

    @staticmethod
    def _own_database(server: str, name: str) -> str:
        name = re.sub(r"\W", "_", f"story_{name}")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[arg-type]
            connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
        return f"{server.rsplit('/', 1)[0]}/{name}"

    def settings(self) -> dict[str, str]:
        found = {"PLUSONE_MAIL": f"smtp://127.0.0.1:{self.post.controller.port}"}
        return found | ({"PLUSONE_DATABASE": self.database} if self.database else {})

    def call(self, *arguments: object, **settings: str) -> str:
        done = command.call(*arguments, **{**self.settings(), **settings})
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def init(self, operator: str) -> str:
        """The path of the first operator's link."""
        said = self.call(
            *("init", "--data", self.data, "--name", "Rivage School", "--address", self.address),
            *("--language", "en", "--operator", operator),
        )
        found = re.search(r"http://localhost:\d+(/invitations/\S+)", said)
        assert found, said
        return found[1]

    def serve(self, days_ahead: int = 0) -> None:
        # A moved clock is refused to a real school, so the days that pass are a rehearsal.
        ahead = {"PLUSONE_CLOCK_SHIFT": str(days_ahead), "PLUSONE_DEMO": "1"} if days_ahead else {}
        self.process = command.begin("serve", "--data", self.data, "--port", self.port, **{**self.settings(), **ahead})
        assert self.process.stdout
        for line in self.process.stdout:
            if self.address in line:
                return
        raise AssertionError("The school did not start.")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)
            if self.process.stdout:
                self.process.stdout.close()
            self.process = None


def packed(folder: Path) -> Path:
    """The story's course as a zip."""
    path = folder / "listen-to-a-page.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in COURSE.items():
            archive.writestr(f"listen-to-a-page/{name}", text)
    return path
