"""Translation functions under one roof, so that a check can find every marked string."""

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext

__all__ = ["direction", "get_language", "gettext", "gettext_lazy", "ngettext", "pgettext"]


def direction(code: str) -> str:
    """`rtl` or `ltr`: how a language is written."""
    return "rtl" if LANG_INFO.get(code.split("-")[0], {}).get("bidi") else "ltr"
