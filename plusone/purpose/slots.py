"""The way to the purpose, from every page."""

from plusone.core import slots
from plusone.core.text import gettext_lazy as _

slots.fill("main", slots.Link(_("Why"), "purpose:purpose", order=30))
