"""A process is killed again and again between a report and its ledger line, at moments drawn from a seed.

Each kill meets a job of its own. Afterwards the same job is taken to its end, and everything is compared: what was
said to be stored is stored, each job once, each line once, both counts right, and the chain unbroken.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

STEPS = ("helped", "reported", "proved", "confirmed")  # killed after one of these, before or after the next is stored
UNDISTURBED = (1, 2, 3)


@dataclass
class Tally:
    """How many kills met a running process, and after which step of its line."""

    kills: int = 0
    met: int = 0
    after: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*STEPS, "started"), 0))


class Line:
    """The process that forks one line a number."""

    def __init__(self, database: str | None = None) -> None:
        environment = {**os.environ, **({"PLUSONE_TEST_DATABASE": database} if database else {})}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "plusone.testing.kill_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
            bufsize=1,
        )

    def run(self, number: int, at: str = "", pause: float = 0) -> tuple[bool, dict[str, float]]:
        """Take the line of `number`, killed so many seconds after the step `at`; an empty step is no kill.

        Returns whether the kill met a running line, and when each step was said to be stored.
        """
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{number}\n")
        child = 0
        stored: dict[str, float] = {}
        for said in self.process.stdout:
            who, word = said.strip().split(" ", 1)
            if int(who) != number:
                continue  # the line that warmed up
            if word == "killed":
                return True, stored
            if word.startswith("ended"):
                assert word == "ended 0", f"The line of {number} broke: {word}"
                return False, stored
            if word.startswith("pid "):
                child = int(word[4:])
            else:
                stored[word] = time.monotonic()
            if at in stored and child:
                time.sleep(pause)
                at = ""
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
        raise AssertionError("The process that forks is gone.")

    def close(self) -> None:
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait(timeout=30)


def attack(line: Line, kills: int, seed: int) -> tuple[Tally, dict[int, list[str]]]:
    """Kill `kills` lines, each in a step drawn from the seed, somewhere between its begin and its end.

    Returns the tally and, for each number, what had been said to be stored. The first three lines are not killed:
    they tell how long each step takes here.
    """
    chance, tally, said = Random(seed), Tally(), {}  # noqa: S311 - moments to kill at, the same in each run
    took = [_seconds(line.run(number)[1]) for number in UNDISTURBED]
    for number in range(len(UNDISTURBED) + 1, len(UNDISTURBED) + 1 + kills):
        step = chance.choice(STEPS)
        longest = max(one[step] for one in took)
        met, stored = line.run(number, at=step, pause=chance.uniform(0, longest))
        said[number] = [word for word in stored if word != "helped"]
        tally.kills += 1
        tally.met += met
        tally.after[list(stored)[-1] if stored else step] += met
    return tally, said


def _seconds(stored: dict[str, float]) -> dict[str, float]:
    """How long the step after each was."""
    moments = list(stored.items())
    return {word: later - at for (word, at), (_next, later) in pairwise(moments)}


def finish(line: Line, numbers: Iterable[int]) -> None:
    """Press every button once more, without a kill."""
    for number in numbers:
        line.run(number)
