"""Memory after work: two web workers and the job worker, each page's share of what they share counted once."""

import re
import time
from pathlib import Path

from bench.parts.growth import MANY
from bench.results import Result
from bench.schools import Schools, Served
from bench.wrk import load
from plusone.testing.school import children

SECONDS, CONNECTIONS = 3, 16
REGISTRATIONS = 100  # each with a letter that the job worker sends
PAGES = [
    ("{chapter}", ""), ("{chapter}", "amara"), ("/me/", "amara"), ("/", ""), ("/courses/", ""), ("/goals/", ""),
    ("/impact/how-we-count/", ""), ("/me/jobs/new/", "amara"), ("/cases/", "samir"), ("/operator/", "noor"),
    ("/api/v1/courses/", ""),
]  # fmt: skip
TARGET = 300


def run(schools: Schools) -> list[Result]:
    data = schools.with_learners(MANY)
    with schools.serve(data) as ours:
        for path, who in PAGES:
            address = ours.address + path.format(chapter=schools.readers.chapter)
            load(address, schools.readers.headers(who), connections=CONNECTIONS, seconds=SECONDS)
        schools.inside(data, "registrations", str(REGISTRATIONS))
        time.sleep(2)
        found = shares(ours)
    counted = [size for name, size in found if name != "supervisor"]
    told = ", ".join(f"{name} {size:.0f}" for name, size in found)
    return [
        Result(
            "Memory after the run: 2 web workers and 1 job worker",
            round(sum(counted)),
            "MB",
            "≤",
            TARGET,
            told=f"{told} (the supervisor is not counted; with it {sum(size for _name, size in found):.0f})",
        )
    ]


def shares(served: Served) -> list[tuple[str, float]]:
    """Each process of the server by what it is, with its proportional set size in MB (Linux only)."""
    found = [("supervisor", share(served.pid))]
    for pid in children(served.pid):
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
        if b"resource_tracker" in command:
            found[0] = ("supervisor", found[0][1] + share(pid))
        else:
            found.append(("job worker" if b"plusone worker" in command else "web worker", share(pid)))
    return found


def share(pid: int) -> float:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    size = re.search(r"^Pss:\s+(\d+) kB", text, re.M)
    assert size
    return int(size[1]) / 1000
