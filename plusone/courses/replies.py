"""How a typed reply is read: words as people write them, numbers as people write them.

A phone turns quotes, a copied word brings a space that nobody sees, and 1,5 is one and a half in most of the world.
None of that makes an answer wrong.
"""

import re
import unicodedata
from decimal import Decimal

_ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "−": "-"})
_PLAIN = re.compile(r"[+-]?(\d+)?([.,]\d+)?(e[+-]?\d{1,3})?", re.ASCII)
_GROUPS = re.compile(r"[+-]?\d{1,3}(?:(?P<mark>[ ,.'])\d{3})(?:(?P=mark)\d{3})*(?P<rest>[.,]\d+)?", re.ASCII)
LONGEST = 500  # letters of a typed reply; more is no short answer


def clean(text: str) -> str:
    """What was typed, without letters that nobody sees: controls, zero-width and soft hyphens; spaces collapsed."""
    seen = (" " if letter.isspace() else letter for letter in text)
    kept = "".join(letter for letter in seen if unicodedata.category(letter) not in {"Cc", "Cf", "Cs"})
    return " ".join(kept.split())


def folded(text: str) -> str:
    """The form in which two replies are compared."""
    return clean(unicodedata.normalize("NFKC", clean(text).translate(_ALIKE)).translate(_ALIKE).casefold())


def same_words(one: str, other: str) -> bool:
    return folded(one) == folded(other)


def numbers(text: str) -> list[Decimal]:
    """Every number that was possibly meant; empty where it cannot be read.

    1.5 and 1,5 are one and a half, in any script's digits; "1 e10" is 1e10. "1,000" and "1.000" may be a thousand or
    one: both are returned, so that nobody is wrong for the habit of their country. "1,0,0" and "ten" are not read.
    """
    plain = "".join(str(unicodedata.decimal(letter, letter)) for letter in folded(text))
    plain = plain.replace("٫", ".").replace("٬", ",")
    if not plain or len(plain) > 60:
        return []
    found: list[Decimal] = []
    tight = re.sub(r"\s*(e)\s*", r"\1", re.sub(r"^([+-])\s+", r"\1", plain))
    match = _PLAIN.fullmatch(tight)
    if match and (match[1] or match[2]):
        found.append(Decimal(tight.replace(",", ".")))
    grouped = _GROUPS.fullmatch(plain)
    if grouped and grouped["mark"] != (grouped["rest"] or "x")[0]:
        whole, rest = plain, grouped["rest"] or ""
        whole = whole[: len(whole) - len(rest)].replace(grouped["mark"], "")
        found.append(Decimal(whole + rest.replace(",", ".")))
    return list(dict.fromkeys(found))
