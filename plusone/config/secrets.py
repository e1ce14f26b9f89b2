"""The secret that signs sessions lies in the keys' folder, made at the first start."""

import os
import secrets
from pathlib import Path


def secret_key(keys: Path, given: str) -> str:
    """`given`, or what stands in KEYS/session.key; made there once when it does not exist.

    Two processes that start together agree: the file appears at once, complete, and the first one wins.
    """
    if given:
        return given
    path = keys / "session.key"
    if not path.exists():
        keys.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = keys / f"session.key.{os.getpid()}"
        fresh.write_text(secrets.token_urlsafe(48))
        fresh.chmod(0o600)
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()
