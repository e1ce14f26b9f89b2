"""Links to the authors' pages."""

from plusone.core.slots import Link, fill, holders
from plusone.core.text import gettext_lazy as _

fill("main", Link(_("I write"), "courses:drafts", 40, holders("author")))
