"""Where jobs and cases are found: links in the header of those whom they concern."""

from plusone.core.slots import Link, fill, holders, people
from plusone.core.text import gettext_lazy as _
from plusone.people.models import Role

fill("main", Link(_("My jobs"), "outcomes:jobs", order=40, shown=people))
fill("main", Link(_("Follow-ups"), "outcomes:follow_ups", order=61, shown=holders(Role.REGISTRAR)))
fill("main", Link(_("Cases"), "outcomes:cases", order=60, shown=holders(Role.REGISTRAR)))
