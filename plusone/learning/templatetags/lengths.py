"""How long something takes, in words."""

from django import template
from django.utils import formats

from plusone.core.text import gettext as _
from plusone.core.text import ngettext

register = template.Library()


@register.filter
def lasting(minutes: int) -> str:
    """45 minutes, 3 hours, 5½ hours: to the half hour from one hour on, because nobody reads at the same speed."""
    if minutes < 60:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    halves = round(minutes / 30)
    hours, half = divmod(halves, 2)
    if half:
        return _("%(n)s½ hours") % {"n": formats.number_format(hours, force_grouping=True)}
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": formats.number_format(hours, force_grouping=True)}
