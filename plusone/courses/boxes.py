"""The kinds of boxes that a chapter may hold, and how each is shown."""

from collections.abc import Callable, Mapping

from plusone.core.markdown import Box
from plusone.core.text import gettext_lazy as _

Quoting = Callable[[str], tuple[str, str] | None]

OWN: Mapping[str, Box] = {
    "note": Box(),
    "example": Box(label=_("Example"), labelled=True),
    "challenge": Box(label=_("Exercise"), labelled=True),
    "solution": Box("folded", _("Solution"), labelled=True),
    "objectives": Box(label=_("After this chapter you can")),
    "keypoints": Box(label=_("Worth remembering")),
    "words": Box(label=_("Words in this chapter")),
}
CARPENTRY: Mapping[str, Box] = {
    "callout": Box(),
    "prereq": Box(label=_("Before you start")),
    "questions": Box(label=_("Questions of this chapter")),
    "spoiler": Box("folded", _("More about it")),
    "hint": Box("folded", _("Hint")),
    "discussion": Box(label=_("To think about")),
    "checklist": Box(label=_("Checklist")),
    "testimonial": Box(),
    "caution": Box(label=_("Take care")),
    "tab": Box(),
    "group-tab": Box(),
    "instructor": Box("hidden"),
}
TEACHING = frozenset({"instructor"})
EXERCISES = frozenset({"challenge"})


def boxes(quoting: Quoting) -> dict[str, Box]:
    """Every kind by name; `quote` is filled with the school's own words."""
    return {**OWN, **CARPENTRY, "quote": Box("filled", fill=quoting)}
