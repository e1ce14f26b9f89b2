"""Ways to the pages of the house that belong to no single room."""

from plusone.core.slots import Link, fill, holders, people
from plusone.core.text import gettext_lazy as _

fill("main", Link(_("My day"), "home:my_day", 10, people))
fill("main", Link(_("Impact"), "home:impact", 25))
fill("main", Link(_("Operator"), "home:operator", 75, holders("operator")))
fill("purpose", Link(_("Goals, counts and verdicts"), "home:goals", 10))
fill("purpose", Link(_("Courses outside the vision"), "courses:review", 20, holders("leadership")))
fill("foot", Link(_("How we count"), "outcomes:how_we_count", 10))
fill("foot", Link(_("Accessibility"), "home:accessibility", 20))
fill("foot", Link(_("Privacy"), "home:privacy", 30))
fill("foot", Link(_("Imprint"), "home:imprint", 40))
