"""Secrets that travel in links, and what is stored of them."""

import hashlib
import secrets


def new_token() -> str:
    """A secret of 192 bits for a link, in the letters that a URL may carry."""
    return secrets.token_urlsafe(24)


def digest(text: str) -> str:
    """What the database keeps of a secret: its SHA-256, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def salted_digest(salt: str, text: str) -> str:
    """A commitment to `text` that nobody can guess without the salt (hexadecimal SHA-256)."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()
