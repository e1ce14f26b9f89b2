"""What each page may cost: bytes on the wire (compressed) and queries, as the last person whom the matrix lets in.

A query more, or half a kilobyte more, is a line in a diff that somebody has to want. A page is measured at its second
visit, in a process that has answered before. The middleware adds up to 100 random bytes to what it compresses.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    """The ceiling of one page."""

    bytes: int
    queries: int


B = Budget
PAGES: dict[str, Budget] = {}
