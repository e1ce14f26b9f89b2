"""The load: wrk, which the system's packages have. Keep-alive, a fixed number of connections, one thread."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Load:
    """Requests a second, and the median time of one in milliseconds."""

    rate: float
    median: float


class NoWrk(Exception):
    """There is no program to make a load with, and it could not be installed."""


def install() -> None:
    """wrk by the system's packages, where it is missing."""
    if shutil.which("wrk"):
        return
    print("wrk is missing; installing it with apt-get", flush=True)
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update", "-q"], ["install", "-y", "-q", "wrk"]):
            subprocess.run([*before, "apt-get", *arguments], check=False, stdout=subprocess.DEVNULL, env=quiet)
    if not shutil.which("wrk"):
        raise NoWrk("Please install wrk, the load generator: apt-get install wrk, or brew install wrk.")


def version() -> str:
    said = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False)
    found = re.search(r"wrk (?:\w+/)?([\d.]+)", said.stdout + said.stderr)
    return found[1] if found else "unknown"


def load(address: str, headers: dict[str, str], *, connections: int, seconds: float) -> Load:
    """Ask for one page all the time. An answer that is not 200, or an error of a socket, spoils the figure: refused."""
    command = ["wrk", "--latency", "-t1", "--timeout", "30s", f"-c{connections}", f"-d{seconds:g}s"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    said = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(f"Not every answer was 200:\n{said}")
    rate, median = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"50%\s+([\d.]+)(us|ms|s|m)", said)
    assert rate and median, said
    return Load(float(rate[1]), float(median[1]) * UNITS[median[2]])
