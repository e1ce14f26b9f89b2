"""The operator changes what the school is called and the texts that it answers for."""

from typing import Any

from django.conf.locale import LANG_INFO
from django.db import transaction

from plusone.core import events, site
from plusone.core.errors import NotAllowed, Refused
from plusone.core.models import Site
from plusone.core.text import gettext_lazy as _
from plusone.home.events import SCHOOL_CHANGED
from plusone.people.models import Person, Role

MAY_CHANGE = frozenset({"name", "language", "minimum_age", "contact", "privacy_notice", "imprint"})


class ForOperators(NotAllowed):
    sentence = _("Only an operator changes the school’s name and texts.")


class NameMissing(Refused):
    sentence = _("A school needs a name.")


class LanguageUnknown(Refused):
    sentence = _("We do not know this language. Please choose one of the list.")


class AgeImpossible(Refused):
    sentence = _("The age from which one may register lies between 13 and 21 years.")


def change_school(*, actor: Person, **fields: Any) -> Site:
    """Change some of MAY_CHANGE; the public address is set once, at `init`, because credentials rest on it."""
    if not actor.has_role(Role.OPERATOR):
        raise ForOperators
    if unknown := set(fields) - MAY_CHANGE:
        raise TypeError(f"Not to be changed here: {sorted(unknown)}")
    if "name" in fields and not fields["name"].strip():
        raise NameMissing
    if "language" in fields and fields["language"].split("-")[0] not in LANG_INFO:
        raise LanguageUnknown
    if "minimum_age" in fields and not 13 <= fields["minimum_age"] <= 21:
        raise AgeImpossible
    with transaction.atomic():
        school = site.change(**fields)
        events.record(SCHOOL_CHANGED, actor=actor, subject=school, fields=sorted(fields))
    return school
