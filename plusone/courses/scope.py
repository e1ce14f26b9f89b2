"""Is the course in scope? The vision in force says it, in data; nothing here knows what a school is for."""

from dataclasses import dataclass
from typing import Any

from plusone.core.errors import Refused
from plusone.core.text import gettext as _
from plusone.purpose import words
from plusone.purpose.models import Audience, Kind, Purpose
from plusone.purpose.scope import REFUSE_AUDIENCE, REQUIRE_SERVES


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


def in_force() -> Purpose | None:
    return Purpose.objects.in_force(Kind.VISION)


def judge(vision: Purpose | None, *, audience: str, serves: bool, language: str) -> Vision | None:
    """The vision with the rules that the answers miss; None where all are met, or nothing was stated yet.

    A rule that is not known refuses: what nobody can check is not a yes.
    """
    if vision is None:
        return None
    said = words.pick(vision.texts, language)
    misses = []
    for rule in vision.scope:
        sentence = _miss(rule, audience=audience, serves=serves)
        if sentence:
            phrase = words.pick(rule.get("phrase", {}), said.language).text
            misses.append(Miss(str(rule.get("rule", "")), phrase, sentence))
    return Vision(vision.version, said.text, said.language, tuple(misses)) if misses else None


def _miss(rule: dict[str, Any], *, audience: str, serves: bool) -> str:
    name = rule.get("rule")
    if name == REFUSE_AUDIENCE:
        if audience != rule.get("audience"):
            return ""
        labels = {value: str(label) for value, label in Audience.choices}
        return _("It is for: %s.") % labels.get(audience, audience)
    if name == REQUIRE_SERVES:
        return "" if serves else _("It serves no occupation and no skill.")
    return _("The vision has a rule that this program does not know: %s.") % name
