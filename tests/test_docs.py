"""The docs cannot rot: what the program declares is described, and what the docs name exists."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import plusone
from plusone.cli.calls import CALLS
from plusone.config.settings import DESCRIBED

HOME = Path(plusone.__file__).resolve().parent.parent
PAGES = sorted([*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md"), *(HOME / "bench").rglob("*.md")])
NAMES = [str(path.relative_to(HOME)) for path in PAGES]


def test_the_reference_says_what_the_program_says():
    done = subprocess.run(
        [sys.executable, "-m", "plusone.cli.reference", "--check"],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_page_names_only_settings_that_exist(page):
    named = set(re.findall(r"\bPLUSONE_[A-Z0-9_]+\b", page.read_text()))
    assert named - set(DESCRIBED) == set()


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_page_names_only_calls_that_exist(page):
    known = {call.name for call in CALLS} | {call.name.split()[0] for call in CALLS} | {"CALL"}
    for line in re.findall(r"(?:^|`|\$ |&& )plusone ((?:[a-zA-Z]+ ?){1,2})", page.read_text(), re.M):
        words = line.split()
        assert " ".join(words[:2]) in known or words[0] in known, f"plusone {line}"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_page_links_only_to_what_is_there(page):
    prose = re.sub(r"(`{3,}).*?\1|`[^`\n]*`", "", page.read_text(), flags=re.S)  # an example is no link
    for target in re.findall(r"\]\(([^)#\s]+)", prose):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_page_names_only_files_that_exist(page):
    for name in re.findall(r"`((?:plusone|docs|tests|bench)/[\w./-]+\.(?:py|md|toml|html|css))`", page.read_text()):
        assert (HOME / name).exists(), name


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_page_names_only_steps_of_make_that_exist(page):
    steps = set(re.findall(r"^([a-z-]+):", (HOME / "Makefile").read_text(), re.M))
    assert set(re.findall(r"`make ([a-z-]+)", page.read_text())) - steps == set()
