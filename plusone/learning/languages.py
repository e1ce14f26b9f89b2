"""Which language a course speaks to whom. The interface and the content each have their own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation.trans_real import parse_accept_lang_header

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}")
MOST = 4  # languages of a reader that are tried


def wanted(request: HttpRequest) -> list[str]:
    """The reader's languages for content, the best first.

    `?in=` (a link on the page), then the language of the interface where it was chosen (address, profile, cookie),
    then what the browser accepts, also where the interface does not speak it.
    """
    asked = request.GET.get("in", "").lower()
    if _TAG.fullmatch(asked):
        return [asked]
    spoken = request.LANGUAGE_CODE
    if "lang" in request.GET or request.user.is_authenticated or settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return [spoken]
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200])
    return [tag for tag, _quality in accepted if _TAG.fullmatch(tag)][:MOST] or [spoken]


def choose(available: Iterable[str], wishes: Iterable[str], otherwise: str) -> str:
    """The first wish that is available, or its main language (`fr` for `fr-be`); else `otherwise`."""
    there = set(available)
    for wish in wishes:
        for tag in (wish, wish.split("-")[0]):
            if tag in there:
                return tag
    return otherwise


@dataclass(frozen=True)
class Tongue:
    """A language as a page speaks of it: `name` in the reader's language, `own` in its own."""

    code: str
    name: str
    own: str
    bidi: bool

    @property
    def words(self) -> SafeString:
        """The attributes of an element whose text is in this language."""
        return format_html('lang="{}" dir="{}"', self.code, "rtl" if self.bidi else "ltr")


def tongue(code: str) -> Tongue:
    """What is known of a language; a code that nobody knows is its own name."""
    try:
        info = get_language_info(code)
    except KeyError:
        return Tongue(code, code, code, False)
    return Tongue(code, str(info["name_translated"]), str(info["name_local"]), bool(info["bidi"]))
