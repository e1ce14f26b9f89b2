"""The key that signs heads: Ed25519, in the keys' folder, made once and then never replaced by itself.

A witness compares each head with the key of the one before. A school that lost its key says so to its witnesses; the
program refuses to make another one quietly.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import ledger
from plusone.outcomes.models import Head

NAME = "ledger.ed25519"


class KeyIsGone(Refused):
    sentence = _(
        "The ledger’s key is not in the keys’ folder, although heads were signed with it. Bring ledger.ed25519 back."
    )


@dataclass(frozen=True)
class Key:
    private: Ed25519PrivateKey

    @property
    def public(self) -> str:
        """The public half: 64 hexadecimal digits."""
        return self.private.public_key().public_bytes_raw().hex()

    def head(self, count: int, last: str, time: str) -> str:
        """The signed head line for so many lines, the last of which has the hash `last`."""
        signature = self.private.sign(ledger.head_message(count, last, time)).hex()
        return ledger.head_line(count, last, time, self.public, signature)


def key() -> Key:
    """The school's key. The first call makes it; refused where it is missing although heads exist."""
    path = Path(settings.KEYS) / NAME
    if not path.exists():
        if Head.objects.exists():
            raise KeyIsGone
        _make(path)
    return Key(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii").strip())))


def _make(path: Path) -> None:
    """Two processes that begin together agree: the file appears at once, complete, and the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(Ed25519PrivateKey.generate().private_bytes_raw().hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
