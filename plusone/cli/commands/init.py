"""`plusone init`: make a school that is whole, or nothing."""

import argparse
import os
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.core.validators import EmailValidator

from plusone.cli import school
from plusone.cli.errors import Wrong
from plusone.cli.progress import say

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
QUESTIONS = {
    "name": ("The school's name", ""),
    "address": ("Its public address", "http://localhost:8000"),
    "language": ("The language of its own words", "en"),
    "operator": ("Mail address of the first operator", ""),
}


def run(options: argparse.Namespace) -> int:
    if school.exists(options.data):
        raise Wrong(f"There is a school in {options.data} already. Choose another folder with --data.")
    ask_where_nothing_was_said(options)
    address = checked(options)
    keys = Path(options.keys or os.environ.get("PLUSONE_KEYS") or f"{options.data}.keys").resolve()
    settings = settings_for(address, keys, options.database or os.environ.get("PLUSONE_DATABASE", ""))
    with school.made_whole(options.data, keys) as partial:
        school.write_env(partial / school.ENV_FILE, settings)
        step = school.load(partial, "plusone.cli.steps.make_school")
        path = step.make_school(options.name, address, options.language, options.operator)
    print_what_follows(options.data, keys, address + path)
    return 0


def ask_where_nothing_was_said(options: argparse.Namespace) -> None:
    """Ask at a terminal when no option was given; otherwise use what was given, and defaults where there are some."""
    said_nothing = not any(getattr(options, name) for name in QUESTIONS)
    for name, (question, default) in QUESTIONS.items():
        if said_nothing and sys.stdin.isatty():
            answer = input(f"{question}{f' [{default}]' if default else ''}: ").strip()
            setattr(options, name, answer or default)
        elif not getattr(options, name):
            setattr(options, name, default)
    missing = [f"--{name}" for name in QUESTIONS if not getattr(options, name)]
    if missing:
        raise Wrong(f"Please say {' and '.join(missing)}. See: plusone init --help", code=2)


def checked(options: argparse.Namespace) -> str:
    """The address without its last slash; refuses what cannot be right."""
    if len(options.name) > 100:
        raise Wrong("The school's name has more than 100 characters.", code=2)
    if not LANGUAGE.fullmatch(options.language):
        raise Wrong(f"{options.language} is not a language code, such as en, fr or pt-BR.", code=2)
    name, _, domain = options.operator.rpartition("@")
    plain = EmailValidator.user_regex.match(name) and EmailValidator.domain_regex.match(domain)
    if not (plain or (name and domain == "localhost")):
        raise Wrong(f"{options.operator} is not a mail address.", code=2)
    parts = urlsplit(options.address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise Wrong(f"{options.address} is not an address such as https://school.example", code=2)
    return str(options.address).rstrip("/")


def settings_for(address: str, keys: Path, database: str) -> dict[str, str]:
    """What `plusone.env` says of a new school."""
    parts = urlsplit(address)
    local = ["localhost", "127.0.0.1", "[::1]"]
    host = parts.hostname or ""
    found = {"PLUSONE_KEYS": str(keys), "PLUSONE_HOSTS": ",".join([*([host] if host not in local else []), *local])}
    if parts.scheme == "https":
        found |= {"PLUSONE_HTTPS": "1", "PLUSONE_TRUSTED_PROXIES": "127.0.0.1"}
    if database:
        found["PLUSONE_DATABASE"] = database
    return found


def print_what_follows(data: Path, keys: Path, link: str) -> None:
    say("")
    print(f"The school lies in    {data}")
    print(f"Its keys lie in       {keys}")
    print("Keep the keys apart from the data and from back-ups: without them a back-up cannot be read.")
    print(f"Run it with           plusone serve --data {data}")
    print("The first operator signs in here, once, within 14 days:")
    print(link)
