"""The school is never left without an operator: one lock for all who give, withdraw, leave or are erased."""

from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.people.models import Person, Role, RoleGrant


class LastOperator(Refused):
    """Somebody must be able to run the school."""

    sentence = _("This is the school's only operator. Make somebody else an operator first.")

    def __init__(self) -> None:
        super().__init__(way_on=(_("Invite a second operator"), "/people/invitations/"))


def must_remain_without(person: Person) -> None:
    """Refuses where nobody but `person` is an operator; inside a transaction, locked until its end.

    Two operators who withdraw each other wait here, and the second one finds that the first is the last.
    """
    grants = RoleGrant.objects.in_force().filter(role=Role.OPERATOR).order_by("pk").select_for_update()
    holders = {grant.person_id for grant in grants}
    if person.pk in holders and len(holders) == 1:
        raise LastOperator
