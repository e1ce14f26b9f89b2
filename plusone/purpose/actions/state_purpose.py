"""Leadership states the mission or the vision: always as the next version."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from plusone.core import clock, events
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.people.models import Person
from plusone.purpose import access, scope, words
from plusone.purpose.events import STATED
from plusone.purpose.models import Kind, Purpose


class InThePast(Refused):
    sentence = _("Words cannot have been in force before they were stated. Please choose today or a later day.")


class BeforeTheNewest(Refused):
    sentence = _("A newer version comes into force later than this day. Please choose that day or a later one.")


class SaidBetween(Refused):
    sentence = _("Somebody stated another version while you were writing. Please read it first.")


class NothingNew(Refused):
    sentence = _("These are the words that are stated already. Nothing was changed.")


def state_purpose(
    *,
    actor: Person,
    kind: str,
    texts: dict[str, str],
    scope_rules: list[dict[str, Any]] | None = None,
    in_force_from: date | None = None,
    after: int | None = None,
) -> Purpose:
    """State the next version of mission or vision. Nothing that was stated before is changed.

    `texts` maps a language to the words; `scope_rules` (vision only) see `purpose.scope`; `after` is the number of
    the version that the writer saw (0 for none). A form sent twice is one version. Refuses a day in the past or
    before the newest version, words that are stated already, a limit without a phrase of the vision, and a version
    that somebody else stated meanwhile.
    """
    access.ensure_leadership(actor)
    kind = Kind(kind)
    kept = words.cleaned(texts)
    if scope_rules and kind != Kind.VISION:
        raise scope.OnlyTheVision
    rules = scope.checked(scope_rules or [], kept)
    day = in_force_from or clock.today()
    if day < clock.today():
        raise InThePast
    try:
        with transaction.atomic():
            newest = Purpose.objects.filter(kind=kind).order_by("-version").first()
            if newest is not None and _sent_twice(newest, actor, (kept, rules, day), after):
                return newest
            _guard(newest, kept, rules, day, after)
            version = newest.version + 1 if newest else 1
            stated = Purpose.objects.create(
                kind=kind,
                version=version,
                texts=kept,
                scope=rules,
                in_force_from=day,
                stated_by=actor,
                stated_at=clock.now(),
            )
            events.record(STATED, actor=actor, subject=stated, kind=str(kind), version=version)
    except IntegrityError:  # on PostgreSQL two writers may take the same number; the key lets one of them in
        raise SaidBetween from None
    return stated


def _sent_twice(newest: Purpose, actor: Person, said: tuple[Any, ...], after: int | None) -> bool:
    """A double click: the same person said the same on the same version, and it is stated."""
    same = (newest.texts, newest.scope, newest.in_force_from) == said
    return same and newest.stated_by_id == actor.pk and after == newest.version - 1


def _guard(
    newest: Purpose | None, texts: dict[str, str], rules: list[dict[str, Any]], day: date, after: int | None
) -> None:
    if after is not None and after != (newest.version if newest else 0):
        raise SaidBetween
    if newest is None:
        return
    if (newest.texts, newest.scope) == (texts, rules):
        raise NothingNew
    if day < newest.in_force_from:
        raise BeforeTheNewest
