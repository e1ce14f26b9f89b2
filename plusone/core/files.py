"""Files that people bring: kept by their content, in Django's storage (a folder, or S3 by setting)."""

import hashlib
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def keep(content: bytes, *, folder: str) -> str:
    """Store bytes under their SHA-256 and return the name; the same bytes are stored once."""
    checksum = hashlib.sha256(content).hexdigest()
    name = f"{folder}/{checksum[:2]}/{checksum}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return name


def read(name: str) -> bytes:
    with default_storage.open(name, "rb") as file:
        return file.read()


def chunks(name: str, size: int = 65536) -> Iterable[bytes]:
    """The file piece by piece, for large answers."""
    with default_storage.open(name, "rb") as file:
        while piece := file.read(size):
            yield piece


def drop(name: str) -> None:
    default_storage.delete(name)
