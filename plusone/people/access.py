"""Who may do what with people, and who asks."""

from django.http import Http404, HttpRequest

from plusone.core.errors import NotAllowed
from plusone.core.text import gettext_lazy as _
from plusone.people.models import Person, Role


class OperatorsOnly(NotAllowed):
    sentence = _("Only an operator of the school does this.")


def me(request: HttpRequest) -> Person:
    """The person behind a request; a visitor gets 404. Views behind a guard of `core.access` always find somebody."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def may_run_the_school(actor: Person | None) -> None:
    """Refuses whoever is no operator. None is the command line, which belongs to whoever has the machine."""
    if actor is not None and not actor.has_role(Role.OPERATOR):
        raise OperatorsOnly
