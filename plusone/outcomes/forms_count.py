"""The one question that a witness is asked."""

from django import forms

from plusone.core.text import gettext_lazy as _


class WitnessForm(forms.Form):
    email = forms.EmailField(
        label=_("Your mail address"),
        max_length=254,
        help_text=_("One short mail a night, and a link in each of them that ends it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
