"""The school's own words in the reader's language, and which of them are good enough to be stated."""

from dataclasses import dataclass

from django.conf.locale import LANG_INFO

from plusone.core import site
from plusone.core.errors import Refused
from plusone.core.text import direction
from plusone.core.text import gettext_lazy as _

LONGEST = 1000  # characters; a purpose that needs more is a report


class NoWords(Refused):
    sentence = _("Please write the words in at least one language.")


class TooLong(Refused):
    sentence = _("These words are too long to be remembered. Please stay under 1,000 characters.")


class UnknownLanguage(Refused):
    sentence = _("One of the languages has a code that we do not know. Please use a code such as “en” or “fr”.")


@dataclass(frozen=True)
class Words:
    """Words and the language that they are in. The first line is set large; the rest explains it."""

    text: str
    language: str

    @property
    def first(self) -> str:
        return self.text.split("\n", 1)[0].strip()

    @property
    def rest(self) -> str:
        return self.text.partition("\n")[2].strip()

    @property
    def direction(self) -> str:
        return direction(self.language)


def pick(texts: dict[str, str], language: str) -> Words:
    """The words in `language`; else in its base language, the school's, English, or any that there is."""
    for code in (language, language.split("-")[0], site.current().language, "en", *texts):
        if texts.get(code):
            return Words(texts[code], code)
    return Words("", language)


def cleaned(texts: dict[str, str]) -> dict[str, str]:
    """The texts without idle white space and without empty ones; refused where nothing, or too much, is left."""
    kept = {code: "\n".join(line.strip() for line in text.strip().splitlines()) for code, text in texts.items()}
    kept = {code: text for code, text in kept.items() if text}
    if not kept:
        raise NoWords
    if any(len(text) > LONGEST for text in kept.values()):
        raise TooLong
    if any(code.split("-")[0] not in LANG_INFO for code in kept):
        raise UnknownLanguage
    return kept
