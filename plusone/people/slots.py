"""Links to signing in and to one's account."""

from plusone.core.slots import Link, fill, holders, people, visitors
from plusone.core.text import gettext_lazy as _

fill("main", Link(_("Sign in"), "account_login", 90, visitors))
fill("main", Link(_("People"), "people:people", 80, holders("operator")))
fill("main", Link(_("Account"), "people:account", 90, people))
