"""`plusone restore`: put a back-up in its place, with the keys at hand, while the school stands still."""

import argparse
import os
import shutil
import sys
from pathlib import Path

from plusone.cli import school
from plusone.cli.errors import Wrong
from plusone.cli.progress import say
from plusone.cli.running import alone
from plusone.core import manifest


def run(options: argparse.Namespace) -> int:
    source, data = Path(options.path).resolve(), options.data
    if not (source / manifest.MANIFEST).exists():
        raise Wrong(f"{source} is not a complete back-up: it has no {manifest.MANIFEST}.")
    there = school.exists(data)
    if there and not options.replace:
        raise Wrong(f"There is a school in {data}. Add --replace to put the back-up in its place.")
    fresh = not data.exists()
    data.mkdir(parents=True, exist_ok=True)
    try:
        with alone(data):
            put_in_place(source, data, options.keys)
    except BaseException:
        if fresh:
            shutil.rmtree(data, ignore_errors=True)  # nothing half done
        raise
    print(f"The school of the back-up is back in {data}. Run it with: plusone serve --data {data}")
    return 0


def put_in_place(source: Path, data: Path, given: str | None) -> None:
    """Settings, keys, then everything else; the first refusal ends it before anything was changed."""
    settings = school.read_env(data / school.ENV_FILE) or school.read_env(source / school.ENV_FILE)
    keys = Path(given or os.environ.get("PLUSONE_KEYS") or settings.get("PLUSONE_KEYS") or f"{data}.keys").resolve()
    if not keys.is_dir() and not given and sys.stdin.isatty():
        keys = Path(input(f"The keys are not in {keys}. Folder of the keys: ").strip()).resolve()
    if not keys.is_dir():
        raise Wrong(f"The keys are not in {keys}. Say where they are with --keys DIR.")
    os.environ["PLUSONE_KEYS"] = str(keys)
    for name, value in settings.items():
        os.environ.setdefault(name, value)
    school.enter(data)
    wrong = manifest.wrong_keys(manifest.read(source), keys)
    if wrong:
        raise Wrong(f"The keys in {keys} are not those of this back-up: {', '.join(wrong)}.")
    step = school.load(data, "plusone.cli.steps.restore_school")
    step.restore_school(source, keys)
    if not (data / school.ENV_FILE).exists():
        school.write_env(data / school.ENV_FILE, {**settings, "PLUSONE_KEYS": str(keys)})
        say(f"Passwords are never in a back-up. Look whether they are missing in {data / school.ENV_FILE}.")
