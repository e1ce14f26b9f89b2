"""`plusone ledger verify` of a million entries, beside a loop that does json.loads and one SHA-256 a line."""

import multiprocessing

from bench.parts.ledger import MANY
from bench.results import Result, middle, spread
from bench.schools import Schools
from bench.schools import run as python
from bench.verify_ledger import timed

ROUNDS = 5


def run(schools: Schools) -> list[Result]:
    """The school's own export is checked, so that the bulk of lines is proven to be a ledger too."""
    file = str(schools.folder / "ledger.jsonl")
    python("-m", "plusone", "ledger", "export", file, "--data", schools.with_entries(MANY))
    python("-m", "plusone", "ledger", "verify", file)  # exits with 1 where anything is wrong
    context = multiprocessing.get_context("spawn")
    taken: dict[str, list[tuple[float, int]]] = {"check": [], "plain": []}
    for _round in range(ROUNDS):
        for what, found in taken.items():
            answer = context.Queue()
            process = context.Process(target=timed, args=(what, file, answer))
            process.start()
            found.append(answer.get())
            process.join()
    check, plain = ([seconds for seconds, _memory in found] for found in taken.values())
    ratios = [one / other for one, other in zip(check, plain, strict=True)]
    told = (
        f"{middle(check):.2f} s against {middle(plain):.2f} s; "
        f"the verifier held {max(memory for _seconds, memory in taken['check']) / 1024:.0f} MB at most"
    )
    return [Result(f"ledger verify, {MANY:,} entries", middle(ratios), "×", "≤", 1.5, spread(ratios), told)]
