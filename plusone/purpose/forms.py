"""Forms of the leadership: words in several languages, what the vision leaves out, and a goal."""

import json
from typing import Any

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO

from plusone.core import clock, ids, site
from plusone.core.text import direction
from plusone.core.text import gettext_lazy as _
from plusone.purpose import scope
from plusone.purpose.models import Audience, Goal, GoalWording, Kind, Purpose
from plusone.purpose.words import LONGEST

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def language_name(code: str) -> str:
    info = LANG_INFO.get(code) or LANG_INFO.get(code.split("-")[0]) or {}
    return str(info.get("name_local", code))


class WordsForm(forms.Form):
    """One text a language. A further language can always be added."""

    words_label: Any = _("The words")
    words_hint: Any = _("The first line is set large. What follows explains it.")

    after = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, texts: dict[str, str], after: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [code for code, _name in settings.LANGUAGES if "-x" not in code]
        self.codes = list(dict.fromkeys([site.current().language, *offered, *texts]))
        for code in self.codes:
            self.fields[f"text_{code}"] = forms.CharField(
                label=self._label(code),
                help_text=self.words_hint if code == self.codes[0] else "",
                required=code == self.codes[0],
                max_length=LONGEST,
                initial=texts.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 4, "lang": code, "dir": direction(code)}),
            )
        others = [
            (code, language_name(code)) for code in sorted(LANG_INFO) if code not in self.codes and "-" not in code
        ]
        self.fields["other_language"] = forms.ChoiceField(
            label=_("Another language"), required=False, choices=[("", _("None")), *others]
        )
        self.fields["other_text"] = forms.CharField(
            label=_("The words in that language"),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        )
        self.initial.setdefault("after", after)

    def _label(self, code: str) -> Any:
        if len(self.codes) == 1:
            return self.words_label
        return _("%(words)s in %(language)s") % {"words": self.words_label, "language": language_name(code)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("other_text") and not cleaned.get("other_language"):
            self.add_error("other_language", _("Please say in which language the words are."))
        return cleaned

    def texts(self) -> dict[str, str]:
        """Language to words, as the form was sent; empty ones left out."""
        found = {code: self.cleaned_data.get(f"text_{code}", "") for code in self.codes}
        if self.cleaned_data.get("other_language"):
            found[self.cleaned_data["other_language"]] = self.cleaned_data["other_text"]
        return {code: text for code, text in found.items() if text.strip()}

    def word_fields(self) -> list[Any]:
        return [self[f"text_{code}"] for code in self.codes]

    def other_fields(self) -> list[Any]:
        return [self["other_language"], self["other_text"]]

    def fingerprint(self) -> str:
        """Stands in the form after a preview: what was looked at is what will be stated."""
        values = {name: str(value) for name, value in self.cleaned_data.items() if name not in {"seen", "after"}}
        return ids.digest(json.dumps(values, sort_keys=True))

    @property
    def confirmed(self) -> bool:
        return self.cleaned_data["seen"] == self.fingerprint()


class PurposeForm(WordsForm):
    """The next version of mission or vision; the vision also says what is out of scope."""

    in_force_from = forms.DateField(label=_("In force from"), help_text=_("Today, or a later day."), widget=DAY)

    def __init__(self, *args: Any, kind: str, newest: Purpose | None, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, texts=newest.texts if newest else {}, after=newest.version if newest else 0, **kwargs)
        self.initial.setdefault("in_force_from", clock.today())
        self.rules: list[tuple[str, dict[str, str]]] = []
        if kind == Kind.VISION:
            self._offer_limits(newest.scope if newest else [])

    def _offer_limits(self, stated: list[dict[str, Any]]) -> None:
        known = {(rule["rule"], rule.get("audience", "")): rule["phrase"] for rule in stated}
        asked: list[tuple[str, dict[str, str]]] = [
            (f"refuse_{audience}", {"rule": scope.REFUSE_AUDIENCE, "audience": str(audience)}) for audience in Audience
        ]
        for name, rule in [*asked, ("require", {"rule": scope.REQUIRE_SERVES})]:
            phrase = known.get((rule["rule"], rule.get("audience", "")))
            self.fields[name] = forms.BooleanField(
                label=scope.sentence(rule), required=False, initial=phrase is not None
            )
            for code in self.codes:
                self.fields[f"phrase_{name}_{code}"] = forms.CharField(
                    label=self._phrase_label(code),
                    required=False,
                    max_length=200,
                    initial=(phrase or {}).get(code, ""),
                    widget=forms.TextInput(attrs={"lang": code, "dir": direction(code)}),
                )
            self.rules.append((name, rule))

    def _phrase_label(self, code: str) -> Any:
        label = _("Because the vision says")
        if len(self.codes) == 1:
            return label
        return f"{label} ({language_name(code)})"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, _rule in self.rules:
            if cleaned.get(name):
                self._check_phrases(name, cleaned)
        return cleaned

    def _check_phrases(self, name: str, cleaned: dict[str, Any]) -> None:
        said = {code: (cleaned.get(f"phrase_{name}_{code}") or "").strip() for code in self.codes}
        if not any(said.values()):
            self.add_error(f"phrase_{name}_{self.codes[0]}", _("Please copy the words of the vision that say so."))
        for code, phrase in said.items():
            if phrase and phrase.casefold() not in (cleaned.get(f"text_{code}") or "").casefold():
                self.add_error(f"phrase_{name}_{code}", _("These words do not stand in the vision above."))

    def limits(self) -> list[dict[str, Any]]:
        """The rules that were ticked, as the vision stores them."""
        data = self.cleaned_data
        return [
            {
                **rule,
                "phrase": {code: data[f"phrase_{name}_{code}"] for code in self.codes if data[f"phrase_{name}_{code}"]},
            }
            for name, rule in self.rules
            if data[name]
        ]

    def limit_fields(self) -> list[dict[str, Any]]:
        """For the page: each limit with the phrases that belong to it."""
        return [
            {"tick": self[name], "phrases": [self[f"phrase_{name}_{code}"] for code in self.codes]}
            for name, _rule in self.rules
        ]


class GoalForm(WordsForm):
    words_label = _("The goal in words")
    words_hint = _("For example: 500 people helped to a job by the end of 2028.")

    target = forms.IntegerField(label=_("How many people"), help_text=_("Each person counts once."), min_value=1)
    starts_on = forms.DateField(label=_("First day"), widget=DAY)
    due_on = forms.DateField(
        label=_("Last day"),
        help_text=_("On this day the verdict is frozen. It stands beside the next goal for ever."),
        widget=DAY,
    )
    evidence_level = forms.ChoiceField(
        label=_("What counts as proof"),
        choices=[
            ("E2", _("A document was seen, or more")),
            ("E3", _("The employer confirmed it, or more")),
            ("E4", _("It was found in an official record")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, texts={}, after=Goal.objects.count(), **kwargs)
        self.initial.setdefault("starts_on", clock.today())
        self.fields["target"].widget.attrs["inputmode"] = "numeric"


class WordingForm(WordsForm):
    words_label = _("The goal in words")
    words_hint = _("Number and days stay as they are. Only the words change.")

    def __init__(self, *args: Any, newest: GoalWording, **kwargs: Any) -> None:
        super().__init__(*args, texts=newest.texts, after=newest.version, **kwargs)
