"""The shape of the house: everything points one way, and the few ways around it are closed.

The layers of imports are asked of import-linter; here stands what it does not see: imports inside functions, foreign
keys, the names that templates use, and habits that the house gave up on purpose.
"""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLResolver, get_resolver

import plusone
from plusone.core import events

ROOT = Path(plusone.__file__).resolve().parent
ORDER = [
    "core", "people", "purpose", "skills", "courses", "paths", "learning", "mentoring", "assessment", "credentials",
    "careers", "outcomes", "decisions", "home", "demo", "config", "cli", "testing",
]  # fmt: skip
PLACE = {room: place for place, room in enumerate(ORDER)}
SOURCES = [path for path in sorted(ROOT.rglob("*.py")) if "migrations" not in path.parts and "tests" not in path.parts]
TEMPLATES = [path for path in sorted(ROOT.rglob("*.html")) + sorted(ROOT.rglob("*.txt")) if "templates" in path.parts]


def room_of(path: Path) -> str:
    """The room that a file lies in; "" for what lies beside the rooms (the frame and the parts belong to core)."""
    first = path.relative_to(ROOT).parts[0]
    return first if first in PLACE else "core"


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT.parent))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


# --- Imports ---
def test_a_room_imports_only_what_stands_to_its_left():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def imports_inside_functions(path: Path) -> list[str]:
    found = []
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for inner in ast.walk(node):
            names = []
            if isinstance(inner, ast.ImportFrom):
                names = [inner.module or ""]
            elif isinstance(inner, ast.Import):
                names = [alias.name for alias in inner.names]
            found += [f"{shown(path)}:{inner.lineno}" for name in names if name.split(".")[0] == "plusone"]
    return found


def test_nothing_of_plusone_is_imported_inside_a_function():
    # The test plugin must not touch the models before Django is set up; it is not part of the program.
    sources = [path for path in SOURCES if path != ROOT / "testing" / "plugin.py"]
    assert [line for path in sources for line in imports_inside_functions(path)] == []


def calls(path: Path) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}


def test_no_model_is_fetched_by_its_name():
    assert [shown(path) for path in SOURCES if any(call.endswith("get_model") for call in calls(path))] == []


def test_no_model_signal_is_listened_to():
    banned = re.compile(r"\b(pre|post)_(save|delete|init)\b|\bm2m_changed\b")
    assert [shown(path) for path in SOURCES if banned.search(path.read_text())] == []


def test_no_model_overrides_save_or_delete():
    found = []
    for model in apps.get_models():
        if model.__module__.startswith("plusone."):
            found += [f"{model.__name__}.{name}" for name in ("save", "delete") if name in vars(model)]
    assert found == []


def test_the_time_is_asked_of_one_clock():
    banned = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|timezone\.now)\(|\blocaltime\(\)")
    allowed = {"plusone/core/clock.py"}
    assert [shown(path) for path in SOURCES if banned.search(path.read_text()) and shown(path) not in allowed] == []


# --- Data ---
def test_foreign_keys_point_the_way_the_imports_do():
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("plusone."):
            continue
        here = model.__module__.split(".")[1]
        for field in model._meta.get_fields():
            target = getattr(field, "remote_field", None) and field.related_model
            if not target or field.auto_created or not target.__module__.startswith("plusone."):
                continue
            there = target.__module__.split(".")[1]
            if PLACE[there] > PLACE[here]:
                wrong.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    assert wrong == []


def test_nothing_of_a_person_stands_in_the_event_log_but_a_number():
    fields = {field.name for field in apps.get_model("core", "Event")._meta.get_fields()}
    assert fields == {"id", "name", "at", "actor_id", "subject_type", "subject_id", "data"}


def test_receivers_are_those_that_are_known():
    """A receiver writes what must be true together with an event; each one here was thought about."""
    for name, found in events.receivers().items():
        sender = name.split(".")[0]
        for receiver in found:
            room = receiver.__module__.split(".")[1]
            assert receiver.__module__.split(".")[2].startswith("receivers"), (
                f"{receiver.__module__} is no receivers.py"
            )
            assert PLACE[room] >= PLACE[sender], f"{room} stands to the left of {sender}"


# --- Templates ---
USED = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
URLS = re.compile(r"""{%\s*url\s+["']([^"']+)["']""")


def owner(name: str) -> str:
    """The room of a template by its name."""
    first = name.split("/")[0]
    return first if first in PLACE else "core"


def test_templates_include_and_extend_only_what_stands_to_their_left():
    wrong = [
        f"{shown(path)} uses {name}"
        for path in TEMPLATES
        for name in USED.findall(path.read_text())
        if PLACE[owner(name)] > PLACE[room_of(path)]
    ]
    assert wrong == []


def names_of_urls(resolver: URLResolver, before: str = "") -> dict[str, str]:
    """url name → the room whose view answers it. The names of sign-in are the library's: every room may know them."""
    found: dict[str, str] = {}
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            space = f"{before}{one.namespace}:" if one.namespace else before
            found |= names_of_urls(one, space)
        elif one.name:
            module = one.lookup_str.split(".")
            name = before + one.name
            found[name] = module[1] if module[0] == "plusone" and not name.startswith("account_") else "core"
    return found


def test_templates_link_only_to_rooms_that_stand_to_their_left():
    rooms = names_of_urls(get_resolver())
    wrong = []
    for path in TEMPLATES:
        for name in URLS.findall(path.read_text()):
            room = rooms.get(name)
            if room is None:
                wrong.append(f"{shown(path)} links to {name}, which does not exist")
            elif PLACE[room] > PLACE[room_of(path)]:
                wrong.append(f"{shown(path)} links to {name} of {room}")
    assert wrong == []


@pytest.mark.parametrize("banned", [" style=", "<style", "<script>", " onclick=", " onload=", "javascript:"])
def test_no_template_holds_inline_style_or_script(banned):
    assert [shown(path) for path in TEMPLATES if path.suffix == ".html" and banned in path.read_text()] == []


# --- Modesty ---
def test_no_file_is_longer_than_four_hundred_lines():
    longest = {shown(path): len(path.read_text().splitlines()) for path in SOURCES}
    assert {name: lines for name, lines in longest.items() if lines > 400} == {}


def test_javascript_stays_small():
    scripts = (ROOT / "static").rglob("*.js")
    assert sum(len(path.read_text().splitlines()) for path in scripts) <= 2500
