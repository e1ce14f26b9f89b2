"""What is asked around a follow-up. Forms check the shape; what cannot be true is refused by the actions."""

from django import forms

from plusone.core.text import gettext_lazy as _
from plusone.outcomes.models.followups import KNOWN, Answer

CHOICES = [(one.value, one.label) for one in Answer if one in KNOWN]


class LastDayForm(forms.Form):
    """When the job ended, if it did."""

    ended_on = forms.DateField(label=_("Last day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))


class HeardForm(forms.Form):
    """What a registrar heard by telephone."""

    answer = forms.ChoiceField(label=_("What did they say?"), choices=CHOICES, widget=forms.RadioSelect)
