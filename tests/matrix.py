"""Every address of the house, and who gets in. A route that is missing here fails the test.

A row is one method on one route. `lets_in` names people of the `World`; everybody else gets the default answer of
the house: signed out 302 to sign-in (401 from the API), signed in 404, or `others` where they may know but not do.
"""

from dataclasses import dataclass, field
from typing import Any

EVERYBODY = "signed_out stranger learner other author registrar leadership operator"
SIGNED_IN = "stranger learner other author registrar leadership operator"


@dataclass(frozen=True)
class Row:
    """`args` name attributes of the World by path; `data` is what a form sends; `ok` the answers that mean *in*."""

    name: str
    lets_in: str
    args: tuple[str, ...] = ()
    method: str = "get"
    data: dict[str, Any] = field(default_factory=dict)
    ok: tuple[int, ...] = (200,)
    others: int = 404
    query: str = ""
    walk: bool = True  # the page is looked at in the browser, as the first of `lets_in`

    @property
    def id(self) -> str:
        return f"{self.method} {self.name}"


ROWS: list[Row] = [
    Row("core:healthz", EVERYBODY, walk=False),
    Row("core:readyz", EVERYBODY, walk=False),
]
