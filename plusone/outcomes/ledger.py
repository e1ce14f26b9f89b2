"""The form of the ledger's lines. Nothing here touches the database: text in, text out.

The ledger is a chain of lines, each a JSON object without spaces, in ASCII, with its keys in a fixed order and no
numbers but whole ones. Every line begins with

    seq     its place, from 1 without a gap
    kind    format, rules, goal, entry or verdict
    prev    SHA-256 (hexadecimal) of the raw bytes of the line before; 64 zeros in the first

and goes on, by kind, with

    format   format, hash, ledger     the first line: what this is, and a random number that names this chain
    rules    version, from, thresholds   the thresholds of counting (see `rules.DEFAULTS`), in force from a day
    goal     goal, target, from, until, level   a goal by its public number, its two days (both included) and the
                                      evidence that it asks for
    entry    goal (number, or null for a start on a day without a goal), delta (1 or -1), reverses (the line that
             a -1 takes back, else null), level, rules (version), month (of the first day at work) and commitment
             (salted SHA-256 of the case; a -1 repeats month and commitment of what it takes back)
    verdict  goal, verified, celebrated_people, celebrated_jobs   what a goal had reached after its last day

No line names a person, a path, a day at work or the moment in which it was written. What is stored is what is hashed
and exported: no line is ever serialised again. `verify.py` has the same forms as patterns and refuses everything else;
`line` asks those patterns before it returns, so that no line is written that an auditor's copy would refuse.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plusone.outcomes import verify

FIRST_PREV = "0" * 64
FORMAT = "plusone-ledger-1"

_KEYS = {
    "format": ("format", "hash", "ledger"),
    "rules": ("version", "from", "thresholds"),
    "goal": ("goal", "target", "from", "until", "level"),
    "entry": ("goal", "delta", "reverses", "level", "rules", "month", "commitment"),
    "verdict": ("goal", "verified", "celebrated_people", "celebrated_jobs"),
}
_FORMS = {
    "format": verify.FORMAT,
    "rules": verify.RULES,
    "goal": verify.GOAL,
    "entry": verify.ENTRY,
    "verdict": verify.VERDICT,
}


class Malformed(ValueError):
    """A line that the verifier would refuse: a mistake in the program, never a person's."""


@dataclass(frozen=True)
class Place:
    """Where the chain ends: the newest line's number and hash."""

    seq: int
    hash: str


NOTHING = Place(0, FIRST_PREV)


def line(kind: str, after: Place, fields: Mapping[str, object]) -> str:
    """The raw text of the line that follows `after`, without its line feed. Refuses what the verifier would."""
    if set(fields) != set(_KEYS[kind]):
        raise Malformed(f"A line of kind {kind} has the keys {', '.join(_KEYS[kind])}.")
    ordered = {"seq": after.seq + 1, "kind": kind, "prev": after.hash, **{key: fields[key] for key in _KEYS[kind]}}
    raw = json.dumps(ordered, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    if not _FORMS[kind].fullmatch(raw.encode() + b"\n"):
        raise Malformed(f"The verifier would refuse this line: {raw}")
    return raw


def digest(raw: str) -> str:
    """SHA-256 of the line's raw bytes, in hexadecimal: the `prev` of the next one."""
    return hashlib.sha256(raw.encode("ascii")).hexdigest()


def month(day: date) -> str:
    """YYYY-MM."""
    return day.isoformat()[:7]


def head_message(count: int, last: str, time: str) -> bytes:
    """What the school's key signs: four lines, without a line feed at the end."""
    return f"plusone-head-1\n{count}\n{last}\n{time}".encode("ascii")


def head_line(count: int, last: str, time: str, key: str, signature: str) -> str:
    """The last line of an export, and what witnesses keep. It is no part of the chain."""
    raw = json.dumps(
        {"kind": "head", "count": count, "hash": last, "time": time, "key": key, "signature": signature},
        separators=(",", ":"),
    )
    if not verify.HEAD.fullmatch(raw.encode()):
        raise Malformed(f"The verifier would refuse this head: {raw}")
    return raw
