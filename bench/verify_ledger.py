"""How long `verify.py` takes, beside a loop that does json.loads and one SHA-256 a line.

    python bench/verify_ledger.py [--lines 1000000] [--rounds 5]

Both run in a process of their own, one after the other, round by round; printed are the medians, their spread, the
ratio, and the most memory that the verifier held.
"""

import argparse
import hashlib
import json
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "plusone" / "outcomes"))

import verify  # the file alone, as an auditor has it

THRESHOLDS = {"hours": 15, "minimum_level": 2, "service_months": 24}


def write(path: Path, lines: int) -> None:
    """A ledger of so many lines in the real forms; one entry in fifty takes the one before it back."""
    place, prev = 0, "0" * 64
    with path.open("wb") as file:

        def put(kind: str, **fields: object) -> None:
            nonlocal place, prev
            place += 1
            raw = json.dumps({"seq": place, "kind": kind, "prev": prev, **fields}, separators=(",", ":")).encode()
            prev = hashlib.sha256(raw).hexdigest()
            file.write(raw + b"\n")

        put("format", format="plusone-ledger-1", hash="sha256", ledger="0" * 32)
        put("rules", version=1, **{"from": "2026-01-01", "thresholds": THRESHOLDS})
        put("goal", goal=1, target=1_000_000, **{"from": "2026-01-01", "until": "2028-12-31", "level": "E2"})
        while place < lines:
            back = place % 50 == 0
            case = place - back
            put(
                "entry",
                goal=1,
                delta=-1 if back else 1,
                reverses=place if back else None,
                level="E2",
                rules=1,
                month=f"{2026 + case // 12 % 3}-{case % 12 + 1:02}",
                commitment=hashlib.sha256(b"%d" % case).hexdigest(),
            )
        key = Ed25519PrivateKey.from_private_bytes(bytes(32))
        signed = f"plusone-head-1\n{place}\n{prev}\n2026-11-25T02:00:00Z".encode()
        head = {"kind": "head", "count": place, "hash": prev, "time": "2026-11-25T02:00:00Z"}
        head |= {"key": key.public_key().public_bytes_raw().hex(), "signature": key.sign(signed).hex()}
        file.write(json.dumps(head, separators=(",", ":")).encode() + b"\n")


def plain(path: str) -> None:
    with Path(path).open("rb") as file:
        for line in file:
            json.loads(line)
            hashlib.sha256(line).hexdigest()


def check(path: str) -> None:
    verify.verify(path, [], None)


def timed(what: str, path: str, answer: "multiprocessing.Queue[tuple[float, int]]") -> None:
    began = time.perf_counter()
    {"plain": plain, "check": check}[what](path)
    answer.put((time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    taken: dict[str, list[tuple[float, int]]] = {"plain": [], "check": []}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.jsonl"
        write(path, given.lines)
        for _round in range(given.rounds):
            for what, results in taken.items():
                answer = context.Queue()
                process = context.Process(target=timed, args=(what, str(path), answer))
                process.start()
                results.append(answer.get())
                process.join()
        size = path.stat().st_size
    seconds = {what: sorted(one for one, _memory in results) for what, results in taken.items()}
    middle = {what: statistics.median(found) for what, found in seconds.items()}
    print(f"{given.lines} lines, {size / 1e6:.0f} MB, {given.rounds} rounds")
    for what, name in (("plain", "json.loads and SHA-256"), ("check", "verify.py")):
        print(f"{name}: median {middle[what]:.2f} s ({seconds[what][0]:.2f} to {seconds[what][-1]:.2f})")
    print(f"ratio: {middle['check'] / middle['plain']:.2f}")
    print(f"memory of verify.py: {max(memory for _one, memory in taken['check']) / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
