"""The operator's form: what the school is called, and its texts."""

from typing import Any

from django import forms
from django.conf.locale import LANG_INFO

from plusone.core.models import Site
from plusone.core.text import gettext_lazy as _

LANGUAGES = [
    (code, f"{info['name_local']} ({code})") for code, info in sorted(LANG_INFO.items()) if "name_local" in info
]


class SchoolForm(forms.Form):
    name = forms.CharField(label=_("Name of the school"), max_length=100)
    language = forms.ChoiceField(
        label=_("Language of the school"),
        help_text=_("Words that exist in no other language are shown in this one."),
        choices=LANGUAGES,
    )
    minimum_age = forms.IntegerField(
        label=_("Age from which one may register"), help_text=_("Between 13 and 21 years."), min_value=13, max_value=21
    )
    contact = forms.EmailField(
        label=_("Address to write to"),
        help_text=_("It stands in the imprint and in the privacy notice."),
        required=False,
    )
    privacy_notice = forms.CharField(
        label=_("Privacy notice"),
        help_text=_("Empty: the text that comes with the program, made from what it really stores."),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    imprint = forms.CharField(
        label=_("Imprint"),
        help_text=_(
            "Who answers for the school: name, postal address, register. Empty: only the name and the address above."
        ),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )

    @classmethod
    def of(cls, school: Site) -> "SchoolForm":
        values: dict[str, Any] = {name: getattr(school, name) for name in cls.base_fields}
        return cls(initial=values)
