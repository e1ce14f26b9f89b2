"""Load the extract of occupations and skills that ships with the program, so that a new school can publish."""

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from django.db import transaction

from plusone.core import events
from plusone.skills.events import LOADED
from plusone.skills.models import Need, Occupation, Release, Skill


@dataclass(frozen=True)
class Loaded:
    """How many rows are there now, and whether this call wrote any."""

    release: Release
    occupations: int
    skills: int
    changed: bool


def extract() -> dict[str, Any]:
    """The shipped file: release, attribution, occupations with the skills they need, further skills."""
    text = files("plusone.skills").joinpath("extract/esco-1.1.1.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def load_extract(*, actor: Any = None) -> Loaded:
    """Write what the extract has and the database has not. Run twice it changes nothing; it never removes a row."""
    data = extract()
    with transaction.atomic():
        release, _made = Release.objects.get_or_create(
            scheme=data["scheme"], version=data["version"], defaults={"attribution": data["attribution"]}
        )
        before = _counted(release)
        _write(Occupation, release, data["occupations"])
        _write(Skill, release, data["skills"])
        _write_needs(release, data["occupations"])
        after = _counted(release)
        if after != before:
            events.record(LOADED, actor=actor, subject=release, occupations=after[0], skills=after[1])
    return Loaded(release, after[0], after[1], after != before)


def _counted(release: Release) -> tuple[int, int, int]:
    return (
        Occupation.objects.filter(release=release).count(),
        Skill.objects.filter(release=release).count(),
        Need.objects.filter(occupation__release=release).count(),
    )


def _write(model: Any, release: Release, rows: list[dict[str, Any]]) -> None:
    model.objects.bulk_create(
        (model(release=release, uri=row["uri"], code=row.get("code", ""), labels=row["labels"]) for row in rows),
        ignore_conflicts=True,
    )


def _write_needs(release: Release, rows: list[dict[str, Any]]) -> None:
    occupations = dict(Occupation.objects.filter(release=release).values_list("uri", "pk"))
    skills = dict(Skill.objects.filter(release=release).values_list("uri", "pk"))
    Need.objects.bulk_create(
        (
            Need(occupation_id=occupations[row["uri"]], skill_id=skills[uri], essential=essential)
            for row in rows
            for key, essential in (("essential", True), ("optional", False))
            for uri in row[key]
        ),
        ignore_conflicts=True,
    )
