"""What a statement would change, shown before it is made. Nothing is stored by looking."""

from dataclasses import dataclass
from typing import Any

from plusone.core.text import get_language
from plusone.purpose import scope, words
from plusone.purpose.forms import GoalForm, PurposeForm
from plusone.purpose.models import Purpose
from plusone.purpose.queries import Piece, what_is_new
from plusone.purpose.words import Words


@dataclass(frozen=True)
class VersionPreview:
    """`said` is what the action gets; the rest is what the page shows."""

    said: dict[str, Any]
    number: int
    words: Words
    pieces: list[Piece]
    before: Words | None
    begins: list[Any]
    ends: list[Any]
    fingerprint: str


def of_version(form: PurposeForm, newest: Purpose | None) -> VersionPreview:
    language = get_language() or "en"
    texts = words.cleaned(form.texts())
    said = words.pick(texts, language)
    before = Words(newest.texts[said.language], said.language) if newest and said.language in newest.texts else None
    now = [_key(rule) for rule in form.limits()]
    then = [_key(rule) for rule in (newest.scope if newest else [])]
    return VersionPreview(
        said={"texts": texts, "in_force_from": form.cleaned_data["in_force_from"], "after": form.cleaned_data["after"]},
        number=newest.version + 1 if newest else 1,
        words=said,
        pieces=what_is_new(before.text if before else said.text, said.text),
        before=before,
        begins=[scope.sentence(dict(one)) for one in now if one not in then],
        ends=[scope.sentence(dict(one)) for one in then if one not in now],
        fingerprint=form.fingerprint(),
    )


def _key(rule: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """A rule without its phrase."""
    return tuple((name, str(rule[name])) for name in ("rule", "audience") if name in rule)


@dataclass(frozen=True)
class GoalPreview:
    """A month's share says how ambitious the goal is."""

    said: dict[str, Any]
    words: Words
    days: int
    a_month: int
    fingerprint: str


def of_goal(form: GoalForm) -> GoalPreview:
    data = form.cleaned_data
    said = {name: data[name] for name in ("target", "starts_on", "due_on", "evidence_level")}
    said["texts"] = words.cleaned(form.texts())
    days = max((data["due_on"] - data["starts_on"]).days + 1, 1)
    a_month = -(-data["target"] * 365 // (days * 12))
    return GoalPreview(said, words.pick(said["texts"], get_language() or "en"), days, a_month, form.fingerprint())
