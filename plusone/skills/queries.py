"""Occupations and skills by identifier, and by name in the reader's language."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db.models import Q, QuerySet

from plusone.skills.models import Identified, Need, Occupation, Release, Skill

Row = TypeVar("Row", bound=Identified)


def occupation(uri: str) -> Occupation | None:
    """The occupation with this URI in the newest release that has it."""
    return Occupation.objects.filter(uri=uri).order_by("-release_id").first()


def skills(uris: Iterable[str]) -> dict[str, Skill]:
    """Skills by URI, each in the newest release that has it; unknown ones are not there."""
    return {one.uri: one for one in Skill.objects.filter(uri__in=list(uris)).order_by("release_id")}


def needed(of: Occupation) -> list[Skill]:
    """The skills that the occupation needs, the essential ones first."""
    needs = Need.objects.filter(occupation=of).select_related("skill").order_by("-essential", "pk")
    return [need.skill for need in needs]


def search_occupations(words: str, language: str, *, most: int = 20) -> list[Occupation]:
    """Occupations whose name has `words`, those that begin with them first."""
    return _search(Occupation.objects.all(), words, language, most)


def search_skills(words: str, language: str, *, most: int = 20) -> list[Skill]:
    return _search(Skill.objects.all(), words, language, most)


def _search(rows: QuerySet[Row], words: str, language: str, most: int) -> list[Row]:
    wanted = " ".join(words.split())
    if not wanted:
        return []
    found = rows.filter(Q(**{f"labels__{language}__icontains": wanted}) | Q(labels__en__icontains=wanted))
    starts = wanted.casefold()
    ranked = sorted(
        found, key=lambda one: (not one.label(language).casefold().startswith(starts), one.label(language).casefold())
    )
    return ranked[:most]


def named(rows: Sequence[Row], name: str, language: str) -> Row | None:
    """The row that is called exactly so in the reader's language or in English, or has this URI."""
    wanted = " ".join(name.split()).casefold()
    for one in rows:
        if wanted in (one.label(language).casefold(), one.label("en").casefold(), one.uri.casefold()):
            return one
    return None


def all_occupations(language: str) -> list[Occupation]:
    """Every occupation by name; of an identifier that stands in two releases only the newer one."""
    newest = {one.uri: one for one in Occupation.objects.order_by("release_id")}
    return sorted(newest.values(), key=lambda one: one.label(language).casefold())


def attributions() -> list[str]:
    """The words that the releases' licences ask for, for the foot of a page that shows their names."""
    return list(Release.objects.order_by("scheme", "version").values_list("attribution", flat=True))


def all_skills(language: str) -> list[Skill]:
    """Every skill by name; of an identifier that stands in two releases only the newer one."""
    newest = {one.uri: one for one in Skill.objects.order_by("release_id")}
    return sorted(newest.values(), key=lambda one: one.label(language).casefold())
