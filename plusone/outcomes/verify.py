#!/usr/bin/env python3
"""Check a Plusone ledger without Plusone:   python3 verify.py ledger.jsonl [--head HEAD] [--key KEY]

One file of Python's standard library, to be read in ten minutes before it is believed. It exits with
0: nothing is wrong.   1: something is wrong, with the line and the reason.   2: it was called in a wrong way.

Each line of a ledger ends with a line feed and has exactly one of the forms below: every key once, in this order, in
ASCII, whole numbers only. `prev` is the SHA-256 of the line before (its bytes without the line feed), so no line can
be changed, taken out or put in without changing all that follow. The last line, the head, signs how many lines there
are and the SHA-256 of the last of them.

What it cannot see: whoever owns the database and the key can write a new chain from the start, which agrees with
itself. It cannot agree with a head that somebody else has kept: that is what --head is for.
"""

import argparse
import hashlib
import re
import sys
from array import array
from datetime import date
from functools import partial
from pathlib import Path

# --- The forms of a line ---
INT = "(?:0|[1-9][0-9]{0,14})"  # no sign, no leading zero, never too large for a reader of JSON
DATE, SHA = "[0-9]{4}-[0-9]{2}-[0-9]{2}", '"([0-9a-f]{64})"'
DAY, MONTH, LEVEL = f'"({DATE})"', '"([0-9]{4}-(?:0[1-9]|1[0-2]))"', '"(E[2-4])"'
PAIR = f'"[a-z_]+":{INT}'


def form(kind: str, rest: str) -> "re.Pattern[bytes]":
    return re.compile(rf'\{{"seq":({INT}),"kind":"{kind}","prev":{SHA},{rest}\}}\n'.encode())


FORMAT = form("format", '"format":"plusone-ledger-1","hash":"sha256","ledger":"[0-9a-f]{32}"')
RULES = form("rules", rf'"version":({INT}),"from":{DAY},"thresholds":\{{{PAIR}(?:,{PAIR})*\}}')
GOAL = form("goal", f'"goal":({INT}),"target":({INT}),"from":{DAY},"until":{DAY},"level":{LEVEL}')
ENTRY = form(
    "entry",
    f'"goal":({INT}|null),"delta":(?:1,"reverses":null|-1,"reverses":({INT})),"level":{LEVEL},"rules":({INT}),'
    f'"month":{MONTH},"commitment":"[0-9a-f]{{64}}"',
)
VERDICT = form("verdict", f'"goal":({INT}),"verified":({INT}),"celebrated_people":{INT},"celebrated_jobs":{INT}')
HEAD = re.compile(
    rf'\{{"kind":"head","count":({INT}),"hash":{SHA},"time":"({DATE}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}Z)",'
    rf'"key":{SHA},"signature":"([0-9a-f]{{128}})"\}}\n?'.encode()
)
LONGEST = 4096  # bytes; a longer line has none of these forms, and is not read further


class Broken(Exception):
    """Something is wrong in this line; 0: in the file as a whole."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"Line {line}: {reason}" if line else reason)


# --- Ed25519 (RFC 8032, section 5.1): only what checking a signature needs ---
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int, int, int]  # X, Y, Z, T: x = X/Z, y = Y/Z, x*y = T/Z


def add(a: Point, b: Point) -> Point:
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    k, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, z - k, z + k, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = add(found, point)
        point, number = add(point, point), number >> 1
    return found


def point_from(data: bytes) -> Point:
    """The point that 32 bytes stand for; ValueError where they stand for none."""
    sign, y = data[31] >> 7, int.from_bytes(data, "little") % 2**255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("These bytes are no point of the curve.")
    x = P - x if x % 2 != sign else x
    return x, y, 1, x * y % P


def signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (64 bytes) of `message` was made with the secret half of `key` (32 bytes)."""
    try:
        base = point_from((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
        a, r = point_from(key), point_from(signature[:32])
    except ValueError:
        return False
    s = int.from_bytes(signature[32:], "little")
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    left, right = times(s, base), add(r, times(challenge, a))
    same = (left[0] * right[2] - right[0] * left[2]) % P == 0 == (left[1] * right[2] - right[1] * left[2]) % P
    return same and s < ORDER and times(8, a)[0] % P != 0  # a key of small order would accept anything


# --- The lines ---
class Head:
    """What a witness keeps. Signed are four lines: plusone-head-1, count, hash, time."""

    def __init__(self, found: "re.Match[bytes]") -> None:
        count, self.hash, self.time, self.key, self.signature = (part.decode() for part in found.groups())
        self.count = int(count)

    def check(self, line: int, key: str | None) -> None:
        message = f"plusone-head-1\n{self.count}\n{self.hash}\n{self.time}".encode()
        if not signed(bytes.fromhex(self.key), message, bytes.fromhex(self.signature)):
            raise Broken(line, f"The head of {self.time} is not signed by the key that it names.")
        if key and key != self.key:
            raise Broken(line, f"The head of {self.time} is signed by another key, {self.key}, not by {key}.")


class Goal:
    """A goal's days and its running total; number 0 stands for starts on a day without a goal."""

    def __init__(self, number: int, first: str, last: str, level: str) -> None:
        self.number, self.first, self.last, self.level = number, first, last, level
        self.total = self.reversed = 0
        self.verdict: int | None = None

    def __str__(self) -> str:
        name = f"Goal {self.number} ({self.first} to {self.last})" if self.number else "Without a goal"
        sums = f"{self.total + self.reversed} lines say +1, {self.reversed} say -1"
        late = (
            "" if self.verdict is None else f"; verdict {self.verdict}, verified later {self.total - self.verdict:+d}"
        )
        return f"{name}: {self.total} people ({sums}{late})."


class Ledger:
    """What the lines add up to. Four bytes a line are kept, to see that -1 takes back one +1, once; no more grows."""

    def __init__(self, marks: set[int]) -> None:
        self.goals = {b"null": Goal(0, "0000", "9999-99", "E2")}
        self.rules = 0  # the newest version that was stated
        self.cells: dict[tuple[bytes, bytes], int] = {}  # goal and month: a number from 1
        self.cases: dict[tuple[bytes, ...], tuple[Goal, int]] = {}  # goal, level, rules, month: found to be possible
        self.open = array("I", [0])  # of each line: its cell if it is a +1 that still stands, else 0
        self.marks: dict[int, str | None] = dict.fromkeys(marks)  # the hashes of lines that kept heads name

    def read(self, readline: "partial[bytes]") -> Head:
        """Check every line; return the head, which is the last."""
        number, prev = 0, b"0" * 64
        for number, line in enumerate(iter(readline, b""), 1):
            if found := ENTRY.fullmatch(line):
                seq, before, goal, takes_back, level, rules, month = found.groups()
                self.entry(number, takes_back, (goal, level, rules, month))
            elif found := HEAD.fullmatch(line):
                return self.end(number, Head(found), prev.decode(), line[-1:] == b"\n" and not readline())
            else:
                seq, before = self.statement(number, line)
            if seq != b"%d" % number or before != prev:
                raise Broken(number, "It does not follow the line before: something was changed, removed or put in.")
            prev = hashlib.sha256(line[:-1]).hexdigest().encode()
            if number in self.marks:
                self.marks[number] = prev.decode()
        raise Broken(0, f"The file ends after {number} lines without a head: its end is missing.")

    def entry(self, number: int, takes_back: bytes | None, case: tuple[bytes, ...]) -> None:
        goal, cell = self.cases.get(case) or self.admit(number, case)
        if takes_back is None:
            goal.total += 1
        else:
            old = int(takes_back)
            if old >= number or self.open[old] != cell:
                raise Broken(number, f"It takes back line {old}, which is no +1 of that goal and month that stands.")
            goal.total, goal.reversed, self.open[old], cell = goal.total - 1, goal.reversed + 1, 0, 0
        self.open.append(cell)

    def admit(self, number: int, case: tuple[bytes, ...]) -> tuple[Goal, int]:
        """A combination that an entry names for the first time."""
        name, level, rules, month = case
        goal = self.goals.get(name)
        if goal is None or not goal.first[:7] <= month.decode() <= goal.last[:7]:
            raise Broken(number, "No line before it states its goal, or its month lies outside the goal's days.")
        if level.decode() < goal.level or not 0 < int(rules) <= self.rules:
            raise Broken(number, "Its evidence is below what the goal asks, or no line before it states its rules.")
        cell = self.cells.setdefault((name, month), len(self.cells) + 1)
        self.cases[case] = goal, cell
        return goal, cell

    def statement(self, number: int, line: bytes) -> tuple[bytes, bytes]:
        """A line that is neither an entry nor the head: the format, rules, a goal, or the verdict on one."""
        found = FORMAT.fullmatch(line)
        if (number == 1) != bool(found):
            raise Broken(number, "The first line, and only that, states the format, exactly as this program knows it.")
        if found := found or RULES.fullmatch(line) or GOAL.fullmatch(line) or VERDICT.fullmatch(line):
            self.open.append(0)
        else:
            raise Broken(number, "It has none of the forms of a line.")
        if found.re is RULES:
            self.rules += 1
            if int(found[3]) != self.rules or not is_day(found[4].decode()):
                raise Broken(number, f"These are not the rules of version {self.rules}, or their day does not exist.")
        elif found.re is GOAL:
            goal = Goal(int(found[3]), found[5].decode(), found[6].decode(), found[7].decode())
            if found[3] in self.goals or not goal.number or not is_day(goal.first) or not is_day(goal.last):
                raise Broken(number, "This goal was stated before, is number 0, or names a day that does not exist.")
            others = [one for one in self.goals.values() if one.number]
            if goal.first > goal.last or any(one.first <= goal.last and goal.first <= one.last for one in others):
                raise Broken(number, "This goal overlaps with another one, or ends before it begins.")
            self.goals[found[3]] = goal
        elif found.re is VERDICT:
            judged = self.goals.get(found[3])
            if judged is None or judged.verdict is not None or judged.total != int(found[4]):
                raise Broken(number, "This is no goal without a verdict, or the lines before add up to another number.")
            judged.verdict = judged.total
        return found[1], found[2]

    def end(self, number: int, head: Head, last: str, is_last: bool) -> Head:
        if not is_last or number == 1:
            raise Broken(number, "The head is not the end of the file, or nothing stands before it.")
        if head.count != number - 1 or head.hash != last:
            raise Broken(number, f"The head signs {head.count} lines with another end; {number - 1} lines are here.")
        return head


def is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


# --- The command ---
def verify(path: str, kept: list[Head], key: str | None) -> list[str]:
    """Check the file and say what was found; raises Broken."""
    for head in kept:
        head.check(0, key)
    ledger = Ledger({head.count for head in kept})
    with Path(path).open("rb") as file:
        end = ledger.read(partial(file.readline, LONGEST))
    end.check(end.count + 1, key or (kept[0].key if kept else None))
    for head in kept:
        if head.count > end.count:
            raise Broken(0, f"The head of {head.time} signs {head.count} lines; only {end.count} are here.")
        if ledger.marks[head.count] != head.hash:
            raise Broken(head.count, f"It is not the line that the head of {head.time} names: the past was rewritten.")
    said = [str(goal) for goal in ledger.goals.values() if goal.number or goal.total or goal.reversed]
    said.append(f"{end.count} lines. Head of {end.time}, signed by {end.key}.")
    if not (key or kept):
        said.append("The key is the file's own word. Compare it with one that you have from elsewhere (--key).")
    if not kept:
        return [*said, "Consistent with itself; not compared with an earlier head."]
    return [*said, *(f"Consistent with itself and with the head of {head.time}, {head.count} lines." for head in kept)]


def heads_in(given: str) -> list[Head]:
    """Every head in a file (a mail kept as text will do), or in the argument itself."""
    heads = [Head(found) for found in HEAD.finditer(given.encode() if given[:1] == "{" else Path(given).read_bytes())]
    if not heads:
        raise ValueError(f"There is no head in {given}.")
    return heads


def key_in(given: str) -> str:
    """64 hexadecimal digits, or those in a file."""
    text = given if re.fullmatch("[0-9a-fA-F]{64}", given) else Path(given).read_text("ascii").strip()
    if not re.fullmatch("[0-9a-fA-F]{64}", text):
        raise ValueError(f"There is no key in {given}: 64 hexadecimal digits are one.")
    return text.lower()


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="verify.py", description="Check a ledger of Plusone, line by line.")
    parser.add_argument("ledger", help="the file: a school's /impact/ledger.jsonl")
    parser.add_argument("--head", help="a head that a witness kept: the line, or a file with one or more")
    parser.add_argument("--key", help="the school's public key: 64 hexadecimal digits, or a file with them")
    try:
        given = parser.parse_args(argv)
        kept = heads_in(given.head) if given.head else []
        print("\n".join(verify(given.ledger, kept, key_in(given.key) if given.key else None)))
    except SystemExit as left:  # argparse has said what is wrong, or has shown its help
        return left.code if isinstance(left.code, int) else 2
    except Broken as reason:
        print(f"BROKEN. {reason}")
        return 1
    except (OSError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
