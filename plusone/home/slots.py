"""Ways to the pages of the house that belong to no single room."""

from plusone.core import slots
from plusone.core.text import gettext_lazy as _

slots.fill("main", slots.Link(_("Impact"), "home:impact", order=20))
slots.fill("purpose", slots.Link(_("Goals, counts and verdicts"), "home:goals", order=10))
