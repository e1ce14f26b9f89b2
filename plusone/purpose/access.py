"""Who may change the purpose: leadership, and nobody else."""

from plusone.core.errors import NotAllowed
from plusone.core.text import gettext_lazy as _
from plusone.people.models import Person, Role


class ForLeadership(NotAllowed):
    sentence = _("Only the leadership states mission, vision and goals.")


def ensure_leadership(actor: Person) -> None:
    if not actor.has_role(Role.LEADERSHIP):
        raise ForLeadership
