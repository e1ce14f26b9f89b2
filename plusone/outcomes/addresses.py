"""A checked address lies under the employer's own domain; anybody can have one at a free mail host."""

from functools import cache
from pathlib import Path

from plusone.people.models import Person

LIST = Path(__file__).with_name("free_mail_hosts.txt")


@cache
def free_hosts() -> frozenset[str]:
    lines = (line.strip() for line in LIST.read_text().splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def host_of(address: str) -> str:
    return address.rsplit("@", 1)[-1].strip().rstrip(".").casefold()


def is_checked(address: str, learner: Person) -> bool:
    """Neither at a free mail host (or under one), nor at the host of the learner's own address."""
    parts = host_of(address).split(".")
    over = {".".join(parts[place:]) for place in range(len(parts) - 1)}
    return not over & free_hosts() and host_of(address) != host_of(learner.email)
