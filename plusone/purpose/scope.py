"""What the vision leaves out, as rules that a course is held against. Each rule rests on words of the vision itself."""

from typing import Any

from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.purpose.models import Audience

REFUSE_AUDIENCE = "refuse_audience"
REQUIRE_SERVES = "require_occupation_or_skill"


class PhraseMissing(Refused):
    sentence = _("Each limit rests on words of the vision. Please copy them exactly as they stand in it.")


class UnknownRule(Refused):
    sentence = _("This limit is not one that a vision can set.")


class OnlyTheVision(Refused):
    sentence = _("Only the vision says what is out of scope.")


def checked(scope: list[dict[str, Any]], texts: dict[str, str]) -> list[dict[str, Any]]:
    """The rules as they are stored; refused where a phrase is not part of the words in its language."""
    kept: list[dict[str, Any]] = []
    for rule in scope:
        phrase = {code: text.strip() for code, text in rule.get("phrase", {}).items() if text.strip()}
        if not phrase or any(text.casefold() not in texts.get(code, "").casefold() for code, text in phrase.items()):
            raise PhraseMissing
        one: dict[str, Any] = {"rule": rule["rule"], "phrase": phrase}
        if rule["rule"] == REFUSE_AUDIENCE:
            if rule.get("audience") not in Audience.values:
                raise UnknownRule
            one["audience"] = rule["audience"]
        elif rule["rule"] != REQUIRE_SERVES:
            raise UnknownRule
        if one not in kept:
            kept.append(one)
    return kept


def sentence(rule: dict[str, Any]) -> Any:
    """What the rule says, for people."""
    if rule["rule"] == REFUSE_AUDIENCE:
        return _("No courses for: %(audience)s") % {"audience": Audience(rule["audience"]).label}
    return _("Each course serves an occupation or a skill")
