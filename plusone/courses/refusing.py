"""What the page of a refusal shows: the vision's words with the phrase marked, and what was answered."""

from typing import Any

from plusone.core.text import get_language
from plusone.courses.answers import Answers
from plusone.courses.models import Audience
from plusone.courses.scope import OutOfScope
from plusone.skills import queries as skills


def marked(text: str, phrases: list[str]) -> list[tuple[str, bool]]:
    """The words in pieces, those of the phrases marked; a phrase that is no part of them marks nothing."""
    pieces = [(text, False)]
    for phrase in dict.fromkeys(phrase for phrase in phrases if phrase):
        cut: list[tuple[str, bool]] = []
        for piece, is_marked in pieces:
            at = -1 if is_marked else piece.casefold().find(phrase.casefold())
            if at < 0:
                cut.append((piece, is_marked))
            else:
                end = at + len(phrase)
                cut += [(piece[:at], False), (piece[at:end], True), (piece[end:], False)]
        pieces = [one for one in cut if one[0]]
    return pieces


def refused_page(refusal: OutOfScope, answers: Answers) -> dict[str, Any]:
    language = get_language() or "en"
    occupation = skills.occupation(answers.occupation) if answers.occupation else None
    known = skills.skills(answers.skills)
    return {
        "refusal": refusal,
        "words": marked(refusal.vision.text, [miss.phrase for miss in refusal.misses]),
        "audience": dict(Audience.choices).get(answers.audience, answers.audience),
        "occupation": occupation.label(language) if occupation else "",
        "skills": [known[uri].label(language) for uri in answers.skills if uri in known],
    }
