from plusone.core import slots
from plusone.core.text import gettext_lazy as _

slots.fill("main", slots.Link(_("Courses"), "learning:courses", 20))
