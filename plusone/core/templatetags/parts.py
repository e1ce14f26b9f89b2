"""Parts of pages that are more than markup: form keys, figures, moments in the reader's zone."""

from datetime import datetime
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plusone.core import carried

register = template.Library()


@register.simple_tag(takes_context=True)
def form_key(context: dict[str, Any]) -> SafeString:
    """The hidden fields of every form: against forgery, and for whom the form was made (see `core.carried`)."""
    request = context["request"]
    owner = ""
    if request.user.is_authenticated:
        owner = format_html(
            '<input type="hidden" name="{}" value="{}">', carried.OWNER_FIELD, carried.owner_key(request.user.pk)
        )
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}', get_token(request), owner)


@register.filter
def moment(value: datetime) -> SafeString:
    """An instant in the reader's time zone, readable by machines too: 24 November 2026, 08:12."""
    local = timezone.localtime(value)
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), formats.date_format(local, "j F Y, H:i")
    )


@register.filter
def day(value: Any) -> SafeString:
    """A day: 24 November 2026. An instant is first brought into the reader's zone."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), formats.date_format(value, "j F Y"))


@register.filter
def number(value: Any) -> str:
    """A number with the separators of the reader's language."""
    return formats.number_format(value, force_grouping=True)
