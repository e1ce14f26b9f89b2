"""Which school a call is about: its folder, and the settings that lie there in `plusone.env`.

What the environment says already goes before the file; the file goes before the defaults.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType

import django

from plusone.cli.errors import Wrong

ENV_FILE = "plusone.env"
LINE = re.compile(r"(PLUSONE_[A-Z0-9_]+)=(.*)")


def folder(given: str | None) -> Path:
    """The data folder: the option, else PLUSONE_DATA, else ./data."""
    return Path(given or os.environ.get("PLUSONE_DATA") or "data").resolve()


def read_env(path: Path) -> dict[str, str]:
    """The settings in the file, in its order; none where there is no file. Refuses a line that is no setting."""
    found: dict[str, str] = {}
    if not path.exists():
        return found
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = LINE.fullmatch(line.strip())
        if not match:
            raise Wrong(f"{path}, line {number}: write NAME=value, with a name that begins with PLUSONE_.")
        found[match[1]] = match[2]
    return found


def write_env(path: Path, settings: Mapping[str, str]) -> None:
    """Write the file so that only its owner reads it: passwords may stand in it."""
    lines = ["# The settings of this school. `plusone check` looks whether they fit together.", ""]
    lines += [f"{name}={value}" for name, value in settings.items()]
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n")


def enter(data: Path) -> None:
    """Let Django's settings be read for the school in this folder."""
    for name, value in read_env(data / ENV_FILE).items():
        os.environ.setdefault(name, value)
    os.environ["PLUSONE_DATA"] = str(data)
    os.environ.setdefault("PLUSONE_KEYS", f"{data}.keys")
    os.environ["DJANGO_SETTINGS_MODULE"] = "plusone.config.settings"


def exists(data: Path) -> bool:
    """Is there a school in the folder?"""
    return (data / ENV_FILE).exists() or (data / "school.sqlite3").exists()


def require(data: Path) -> None:
    """Refuse where there is no school yet, and say how to make one."""
    if not exists(data):
        raise Wrong(f"There is no school in {data} yet. Make one with: plusone init --data {data}")


def load(data: Path, module: str) -> ModuleType:
    """Enter the school, start Django, and give the module that works in it."""
    enter(data)
    django.setup()
    return import_module(module)


@contextlib.contextmanager
def made_whole(data: Path, keys: Path) -> Iterator[Path]:
    """A folder to make a school in; it becomes `data` at the end, or vanishes with the keys made for it.

    Refuses a place where something lies already.
    """
    if data.exists() and any(data.iterdir()):
        raise Wrong(f"{data} is not empty. Choose another folder with --data.")
    partial = data.with_name(f"{data.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)  # left by a call that was killed
    had_keys = keys.exists()
    try:
        partial.mkdir(parents=True)
        yield partial
        if data.exists():
            data.rmdir()
        partial.rename(data)
    except OSError as problem:
        raise Wrong(f"The school cannot be made in {data}: {problem.strerror or problem}.") from problem
    finally:
        if partial.exists():
            shutil.rmtree(partial, ignore_errors=True)
            if not had_keys:
                shutil.rmtree(keys, ignore_errors=True)


SECRET = {"PLUSONE_SECRET_KEY", "PLUSONE_DATABASE", "PLUSONE_MAIL"}


def without_secrets(data: Path) -> str:
    """The settings as a back-up may hold them: passwords stay out."""
    kept = {name: value for name, value in read_env(data / ENV_FILE).items() if name not in SECRET}
    return "".join(f"{name}={value}\n" for name, value in kept.items())
