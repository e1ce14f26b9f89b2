"""Sealed files: an age file each, made with the public part of the school's evidence key.

KEYS/evidence.age is the key as age-keygen writes it, made at the first need. KEYS/evidence.pub, its public part, is
enough to seal; only who has the other can open. No crypto of our own.
"""

import io
import os
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from pyrage import DecryptError, decrypt_io, encrypt_io, x25519

from plusone.core import ids
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _

FOLDER = "evidence"


class KeyMissing(Refused):
    sentence = _("The key that opens proofs is not on this machine. The operator keeps it; ask them to put it back.")


class SealBroken(Refused):
    sentence = _("This file cannot be opened: it is missing or damaged, or was sealed with another key.")


def recipient() -> x25519.Recipient:
    """To whom files are sealed."""
    public = settings.KEYS / "evidence.pub"
    if not public.exists():
        _make_key()
    return x25519.Recipient.from_str(public.read_text().strip())


def _make_key() -> None:
    """Store a key where there is none; of two processes that start together the first one wins."""
    settings.KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = x25519.Identity.generate()
    private = _put_once(settings.KEYS / "evidence.age", f"# public key: {made.to_public()}\n{made}\n")
    _put_once(settings.KEYS / "evidence.pub", f"{_identity(private).to_public()}\n")


def _put_once(path: Path, text: str) -> Path:
    """The file appears complete or not at all, and is never overwritten."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.{ids.new_token()}")
    fresh.touch(mode=0o600)
    fresh.write_text(text)
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path


def _identity(path: Path) -> x25519.Identity:
    if not path.exists():
        raise KeyMissing
    secret = next(line for line in path.read_text().splitlines() if line.startswith("AGE-SECRET-KEY-"))
    return x25519.Identity.from_str(secret.strip())


def seal(reader: BinaryIO, writer: BinaryIO) -> None:
    """Read to the end and write the sealed form, piece by piece."""
    encrypt_io(reader, writer, [recipient()])


def store(sealed: BinaryIO) -> str:
    """Put a sealed file into storage, under a name that says nothing; returns the name."""
    return default_storage.save(f"{FOLDER}/{ids.new_token()}.age", File(sealed))


def opened(name: str) -> bytes:
    """What a sealed file holds, in memory only."""
    clear, key = io.BytesIO(), _identity(settings.KEYS / "evidence.age")
    try:
        with default_storage.open(name, "rb") as file:
            decrypt_io(file, clear, [key])
    except (DecryptError, OSError):  # pyrage says OSError where a piece in the middle does not fit
        raise SealBroken from None
    return clear.getvalue()
