"""Translation functions under one roof, so that a check can find every marked string."""

from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext

__all__ = ["get_language", "gettext", "gettext_lazy", "ngettext", "pgettext"]
