"""What the author answers when publishing, and what the files propose."""

from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from plusone.courses.models import Draft
from plusone.courses.parsed import Parsed


@dataclass(frozen=True)
class Answers:
    """Empty means unanswered. `occupation` and `skills` are URIs; a person alone says `licence_confirmed`."""

    occupation: str = ""
    skills: tuple[str, ...] = field(default_factory=tuple)
    first_application: str = ""
    audience: str = ""
    level: str = ""
    licence: str = ""
    summary: str = ""
    licence_confirmed: bool = False

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "skills": list(self.skills)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Answers":
        known = {one.name for one in fields(cls)}
        kept = {key: value for key, value in data.items() if key in known}
        return cls(**{**kept, "skills": tuple(kept.get("skills", ()))})


def proposed(parsed: Parsed) -> Answers:
    """What the files say; a person confirms it."""
    course = parsed.course
    return Answers(
        occupation=course.occupation,
        skills=course.skills,
        first_application=course.first_application,
        audience=course.audience,
        level=course.level,
        licence=course.licence,
        summary=course.summaries.get(course.language, ""),
    )


def kept_or_proposed(draft: Draft, parsed: Parsed | None) -> Answers:
    """The answers that were kept with the draft, and where there are none what the files propose.

    Occupation and skills that the author took out stay out.
    """
    found = proposed(parsed) if parsed is not None else Answers()
    if not draft.answers:
        return found
    said = Answers.from_json(draft.answers)
    given = {one.name: getattr(said, one.name) for one in fields(Answers) if getattr(said, one.name)}
    return replace(found, **{**given, "occupation": said.occupation, "skills": said.skills})
