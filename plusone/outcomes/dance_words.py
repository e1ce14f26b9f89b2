"""Everything that a Victory Dance shows, in one language: the sentence, the day, both counts, and its buttons."""

from datetime import date

from django.utils import translation
from django.utils.formats import date_format, number_format

from plusone.core import clock
from plusone.core.text import gettext as _
from plusone.core.text import ngettext
from plusone.outcomes import words as sentences
from plusone.outcomes.models import Dance

NEAR = 6  # days in which the name of a weekday means one day only


def words(dance: Dance, language: str) -> dict[str, str]:
    """`title` and `line`: who has a new job and from when, built from fields only."""
    with translation.override(language):
        title = sentences.of(dance.outcome, language)
        return {"title": title, "line": first_day(dance.outcome.started_on, clock.today())}


def first_day(day: date, today: date) -> str:
    """The weekday where that is clear; else the month, because nobody needs to know more."""
    away = (day - today).days
    if away == 0:
        return _("Today is the first day.")
    if 0 < away <= NEAR:
        return _("The first day is %(weekday)s.") % {"weekday": date_format(day, "l")}
    if -NEAR <= away < 0:
        return _("The first day was %(weekday)s.") % {"weekday": date_format(day, "l")}
    if away > 0:
        return _("The first day is in %(month)s.") % {"month": date_format(day, "F Y")}
    return _("The first day was in %(month)s.") % {"month": date_format(day, "F Y")}


def counts(celebrated: int, verified: int, language: str) -> dict[str, str]:
    """Both counts as sentences, the quiet sign, and the words of the buttons."""
    with translation.override(language):
        told = ngettext("%(n)s person celebrated", "%(n)s people celebrated", celebrated) % {"n": _n(celebrated)}
        proven = ngettext("%(n)s verified", "%(n)s verified", verified) % {"n": _n(verified)}
        return {
            "count": _("%(celebrated)s, %(verified)s.") % {"celebrated": told, "verified": proven},
            "sign": ngettext(
                "One more is proven: %(n)s person in a new job.",
                "One more is proven: %(n)s people in a new job.",
                verified,
            )
            % {"n": _n(verified)},
            "close": _("Go on"),
            "fewer": _("Show me fewer dances"),
            "more": _("Show me every dance"),
        }


def _n(value: int) -> str:
    return str(number_format(value, force_grouping=True))
