"""The calls of the `plusone` command: their names, options and words. `--help` and the reference both read this.

Nothing here needs Django or a school, so that `--help` answers at once.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Arguments = Callable[[argparse.ArgumentParser], Any]


@dataclass(frozen=True)
class Call:
    """`name` as it is typed, `module` of `plusone.cli.commands`, `help` in one sentence.

    `school` says whether it needs a school that exists: "yes", "new" (it makes one) or "no".
    """

    name: str
    module: str
    help: str
    arguments: Arguments = field(default=lambda parser: None)
    school: str = "yes"


def _init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", help="the school's name")
    parser.add_argument("--address", help="its public address, such as https://school.example")
    parser.add_argument("--language", help="the language of the school's own words, such as en")
    parser.add_argument("--operator", metavar="MAIL", help="mail address of the first operator")
    parser.add_argument("--keys", metavar="DIR", help="folder for the keys (default: DATA.keys, beside the data)")
    parser.add_argument("--database", metavar="URL", help="postgresql://user:password@host/name instead of SQLite")


def _serving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="(default: %(default)s)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")


def _serve(parser: argparse.ArgumentParser) -> None:
    _serving(parser)
    parser.add_argument("--workers", type=int, default=2, help="processes for pages (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=24, help="threads in each of them (default: %(default)s)")
    parser.add_argument("--without-jobs", action="store_true", help="pages only; `plusone worker` runs elsewhere")


def _worker(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--threads", type=int, default=4, help="jobs done at once (default: %(default)s)")
    parser.add_argument("--with-parent", type=int, metavar="PID", help="end when this process, which started it, ends")


def _demo(parser: argparse.ArgumentParser) -> None:
    _serving(parser)
    parser.add_argument("--reset", action="store_true", help="forget the demo school that is there first")
    parser.add_argument("--load-only", action="store_true", help="make the demo school, and do not serve it")


def _import_course(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help="a folder of Markdown files, or a zip of one")
    parser.add_argument("--author", metavar="MAIL", help="whose draft it becomes (default: the first author)")


def _export_course(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG", help="the course's name in its address")
    parser.add_argument("path", metavar="PATH", help="a folder that does not exist yet")


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help="a folder that does not exist yet")


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help="a folder that `plusone backup` made")
    parser.add_argument("--keys", metavar="DIR", help="folder of the school's keys (default: DATA.keys)")
    parser.add_argument("--replace", action="store_true", help="put it in the place of the school that is there")


def _ledger_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", nargs="?", help="a file (default: standard output)")


def _unlock(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("mail", metavar="MAIL", help="the address that they sign in with")


def _verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ledger", metavar="FILE", help="the exported ledger")
    parser.add_argument("--head", help="a head that a witness kept: the line, or a file with one or more")
    parser.add_argument("--key", help="the school's public key: 64 hexadecimal digits, or a file with them")


CALLS = [
    Call("init", "init", "Make a school: its folder, its keys, and a link for the first operator.", _init, "new"),
    Call("serve", "serve", "Run the school: its pages and its jobs, until Ctrl-C.", _serve),
    Call("worker", "worker", "Do the school's jobs only; for a machine of their own.", _worker),
    Call("demo", "demo", "Make the demo school where there is none yet, and run it.", _demo, "new"),
    Call("upgrade", "upgrade", "Bring a school's database to this release of the program."),
    Call(
        "import course", "import_course", "Bring a course from a folder or a zip; it arrives as draft.", _import_course
    ),
    Call("export course", "export_course", "Write a course as a folder of Markdown files.", _export_course),
    Call("backup", "backup", "Copy the database and the files, with checksums; never the keys.", _backup),
    Call("restore", "restore", "Put a back-up in its place; people erased since then stay erased.", _restore, "new"),
    Call("ledger export", "ledger_export", "Write the ledger, as /impact/ledger.jsonl does.", _ledger_export),
    Call("ledger verify", "ledger_verify", "Check a ledger line by line; needs no school.", _verify, "no"),
    Call("check", "check", "Look whether settings, database and guards are as they should be."),
    Call("unlock", "unlock", "Print a link, good once, with which somebody sets a new password.", _unlock),
]


def parser() -> argparse.ArgumentParser:
    """The whole command."""
    top = argparse.ArgumentParser(prog="plusone", description="Run a school that counts each job: +1.")
    data = argparse.ArgumentParser(add_help=False)
    data.add_argument("--data", metavar="DIR", help="the school's folder (default: $PLUSONE_DATA, else ./data)")
    calls = top.add_subparsers(metavar="CALL", required=True)
    groups: dict[str, Any] = {}
    for call in CALLS:
        first, _, second = call.name.partition(" ")
        where, name = calls, first
        if second:
            if first not in groups:
                group = calls.add_parser(first, help=", ".join(_seconds(first)))
                groups[first] = group.add_subparsers(metavar="WHAT", required=True)
            where, name = groups[first], second
        one = where.add_parser(
            name, help=call.help, description=call.help, parents=[] if call.school == "no" else [data]
        )
        call.arguments(one)
        one.set_defaults(call=call)
    return top


def _seconds(first: str) -> list[str]:
    return [call.name.partition(" ")[2] for call in CALLS if call.name.startswith(f"{first} ")]
