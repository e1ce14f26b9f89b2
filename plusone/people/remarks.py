"""Words about a person, kept so that they can go with the person, while a digest of them stays."""

from plusone.core import ids
from plusone.people.models import Person, Remark


def write(about: Person, writer: Person | None, text: str) -> Remark:
    """Keep `text` about a person. An immutable row stores the remark's number and `digest`, never the words."""
    salt = ids.new_token()
    return Remark.objects.create(about=about, writer=writer, text=text, salt=salt, digest=ids.salted_digest(salt, text))


def intact(remark: Remark) -> bool:
    """Whether the words are still those that were committed to."""
    return ids.salted_digest(remark.salt, remark.text) == remark.digest
