"""What is kept: `results.json`, and the table in `README.md` that is made from it."""

import json
import os
import platform
import re
import sqlite3
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import wrk
from bench.results import Result

FOLDER = Path(__file__).parent
JSON, README = FOLDER / "results.json", FOLDER / "README.md"
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"
ORDER = ["chapter", "first-visit", "queries", "growth", "ledger", "verify", "memory", "kills"]


def keep(part: str, found: list[Result], seconds: float) -> None:
    """Put one part's figures in the place of those of its last time."""
    kept: dict[str, Any] = json.loads(JSON.read_text()) if JSON.exists() else {}
    kept[part] = {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "seconds": round(seconds),
        "machine": machine(),
        "versions": versions(),
        "results": [one.as_json() for one in found],
    }
    kept = {name: kept[name] for name in ORDER if name in kept}
    JSON.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    _write_table(kept)


def line(one: Result | dict[str, Any]) -> str:
    """A result in one line, for whoever watches."""
    row = one.as_json() if isinstance(one, Result) else one
    said = f"{row['what']}: {_number(row)}"
    if row["target"] is not None:
        said += f" (to reach: {_target(row)}; {'reached' if row['reached'] else 'MISSED'})"
    return f"{said}. {row['told']}" if row["told"] else said


def machine() -> dict[str, Any]:
    """Cores, memory and processor; nothing that names the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {"cores": os.cpu_count(), "memory_gb": round(memory), "cpu": _cpu(), "system": _system()}


def _cpu() -> str:
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.M)
    except OSError:
        found = None
    return found[1] if found else platform.processor() or platform.machine()


def _system() -> str:
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release().split('-')[0]}"
    except OSError:
        return f"{platform.system()} {platform.release()}"


def versions() -> dict[str, str]:
    names = ["django", "granian", "whitenoise"]
    found = {"plusone": _commit(), "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    return found | {name: version(name) for name in names} | {"wrk": wrk.version()}


def _commit() -> str:
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=FOLDER, capture_output=True, text=True, check=False
    )
    return said.stdout.strip() or "unknown"


def _number(row: dict[str, Any]) -> str:
    value = row["value"]
    if value is None:
        return "not measured"
    said = f"{value:,.0f}" if float(value).is_integer() and row["unit"] not in ("×", "s") else f"{value:,.2f}"
    return f"{said} {row['unit']}".strip()


def _target(row: dict[str, Any]) -> str:
    return f"{row['sign']} {_plain(row['target'])} {row['unit']}".strip()


def _plain(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:g}"


def _write_table(kept: dict[str, Any]) -> None:
    rows = ["| what | to reach | measured | spread | |", "| --- | --- | --- | --- | --- |"]
    missed = []
    for part in kept.values():
        for row in part["results"]:
            target = _target(row) if row["target"] is not None else ""
            around = f"{_plain(row['spread'][0])} to {_plain(row['spread'][1])}" if row["spread"] else ""
            value = _number(row) if row["reached"] is not False else f"**{_number(row)}, missed**"
            told = row["told"].replace("|", "/").replace("\n", " ")
            rows.append(f"| {row['what']} | {target} | {value} | {around} | {told} |")
            if row["reached"] is False:
                missed.append(f"- {row['what']}: {_number(row)}, to reach was {target}.")
    text = "\n".join([*rows, "", *_taken(kept), "", *_missed(missed)]) + "\n"
    before, _, rest = README.read_text().partition(BEGIN)
    README.write_text(before + BEGIN + "\n" + text + "\n" + END + rest.partition(END)[2])


def _missed(missed: list[str]) -> list[str]:
    return ["Missed:", "", *missed] if missed else ["Every target was reached."]


def _taken(kept: dict[str, Any]) -> list[str]:
    """When, where and with what; parts that were measured in the same circumstances stand in one line."""
    together: dict[str, list[str]] = {}
    for name, part in kept.items():
        machine, used = part["machine"], part["versions"]
        said = (
            f"{part['date']}, {machine['cores']} cores of {machine['cpu']}, {machine['memory_gb']} GB, "
            f"{machine['system']}; Python {used['python']}, Django {used['django']}, granian {used['granian']}, "
            f"SQLite {used['sqlite']}, wrk {used['wrk']}; Plusone {used['plusone']}"
        )
        together.setdefault(said, []).append(f"{name} ({part['seconds']} s)")
    return [f"Measured on {said}: {', '.join(names)}." for said, names in together.items()]
