"""`plusone demo`: make the demo school once, whole or not at all; keep it when it is there; run it."""

import argparse
import os
import shutil
from pathlib import Path

from plusone.cli import school
from plusone.cli.errors import Wrong
from plusone.cli.ports import refuse_taken_port
from plusone.cli.processes import become
from plusone.cli.progress import say
from plusone.cli.running import alone
from plusone.demo.cast import CAST


def run(options: argparse.Namespace) -> int:
    data: Path = options.data
    if not options.load_only:
        refuse_taken_port(options.host, options.port)
    if school.exists(data) and school.read_env(data / school.ENV_FILE).get("PLUSONE_DEMO") != "1":
        raise Wrong(f"The school in {data} is a real one. Choose another folder for the demo with --data.")
    if options.reset and school.exists(data):
        forget(data)
    if not school.exists(data):
        make(data, f"http://localhost:{options.port}")
    else:
        say(f"The demo school in {data} is kept as it is. `make demo-reset` makes it anew.")
    if options.load_only:
        return 0
    say("Sign in by one click as: " + " · ".join([*named(), "and others"]))
    # A process of its own: this one may still believe that the school lies beside its place.
    become("plusone", "serve", "--data", str(data), "--host", options.host, "--port", str(options.port))
    return 0


def forget(data: Path) -> None:
    """Remove a demo school and its keys, while it stands still."""
    keys = Path(school.read_env(data / school.ENV_FILE).get("PLUSONE_KEYS") or f"{data}.keys")
    with alone(data):
        shutil.rmtree(data)
        shutil.rmtree(keys, ignore_errors=True)


def make(data: Path, address: str) -> None:
    """Make the demo school beside its place, and put it there when it is complete."""
    keys = Path(os.environ.get("PLUSONE_KEYS") or f"{data}.keys").resolve()
    settings = {"PLUSONE_DEMO": "1", "PLUSONE_KEYS": str(keys)}
    if os.environ.get("PLUSONE_DATABASE"):
        settings["PLUSONE_DATABASE"] = os.environ["PLUSONE_DATABASE"]
    with school.made_whole(data, keys) as partial:
        school.write_env(partial / school.ENV_FILE, settings)
        step = school.load(partial, "plusone.cli.steps.make_demo")
        step.make_demo(address)


def named() -> list[str]:
    """Somebody of each role, and a learner."""
    shown: dict[str, str] = {}
    for member in CAST:
        role = member.roles[0] if member.roles else "learner"
        shown.setdefault(role, f"{member.name.split()[0]} ({role})")
    return list(shown.values())
