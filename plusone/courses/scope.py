"""Is the course in scope? The vision in force says it, in data; nothing here knows what a school is for."""

from dataclasses import dataclass
from typing import Any

from plusone.core.errors import Refused
from plusone.core.text import gettext as _
from plusone.courses.models import Audience
from plusone.purpose.models import Kind, Purpose


@dataclass(frozen=True)
class Miss:
    """One rule of the vision that the answers do not meet. `phrase` is the part of the words that it stands on."""

    rule: str
    phrase: str
    sentence: str


@dataclass(frozen=True)
class Vision:
    """The words in force, in the language in which they are shown."""

    version: int
    text: str
    language: str
    misses: tuple[Miss, ...]


class OutOfScope(Refused):
    """The school's own vision refuses the course. The draft and the answers are kept."""

    def __init__(self, vision: Vision) -> None:
        self.vision = vision
        self.misses = vision.misses
        self.phrase = vision.misses[0].phrase
        self.vision_version = vision.version
        super().__init__(" ".join(miss.sentence for miss in vision.misses))


def in_words(texts: dict[str, str], language: str) -> tuple[str, str]:
    """The words in `language`, else in English, else in any; with the language they are in."""
    for wanted in (language, "en", *texts):
        if texts.get(wanted):
            return texts[wanted], wanted
    return "", language


def in_force() -> Purpose | None:
    return Purpose.objects.in_force(Kind.VISION)


def judge(vision: Purpose | None, *, audience: str, serves: bool, language: str) -> Vision | None:
    """The vision with the rules that the answers miss; None where all are met, or nothing was stated yet.

    A rule that is not known refuses: what nobody can check is not a yes.
    """
    if vision is None:
        return None
    text, spoken = in_words(vision.texts, language)
    misses = []
    for rule in vision.scope:
        sentence = _miss(rule, audience=audience, serves=serves)
        if sentence:
            misses.append(Miss(str(rule.get("rule", "")), in_words(rule.get("phrase", {}), spoken)[0], sentence))
    return Vision(vision.version, text, spoken, tuple(misses)) if misses else None


def _miss(rule: dict[str, Any], *, audience: str, serves: bool) -> str:
    name = rule.get("rule")
    if name == "refuse_audience":
        if audience != rule.get("audience"):
            return ""
        labels = {value: str(label) for value, label in Audience.choices}
        return _("It is for: %s.") % labels.get(audience, audience)
    if name == "require_occupation_or_skill":
        return "" if serves else _("It serves no occupation and no skill.")
    return _("The vision has a rule that this program does not know: %s.") % name
