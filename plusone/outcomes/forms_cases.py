"""What is asked around a reported job. Forms check the shape; what cannot be true is refused by the actions."""

from decimal import Decimal
from typing import Any

from django import forms

from plusone.core import ids
from plusone.core.text import get_language
from plusone.core.text import gettext_lazy as _
from plusone.outcomes import words
from plusone.outcomes.job_facts import JobFacts
from plusone.outcomes.models import EmployerQuestion, Outcome, StakeDeclaration
from plusone.outcomes.models.cases import Credit, Found, InField, Kind
from plusone.people.models import Person
from plusone.skills.models import Occupation

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def _yes_no(label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    """A question that may stay unanswered: None then, never no."""
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=YES_NO,
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


def _day(label: Any, help_text: Any = "", *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )


class JobForm(forms.Form):
    """The facts of a job, and what may be celebrated. Used to report it and to change the report."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    kind = forms.ChoiceField(label=_("What kind of work is it?"), choices=Kind.choices, widget=forms.RadioSelect)
    employer = forms.CharField(
        label=_("Employer"),
        help_text=_("For your own business: its name, or yours"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    title = forms.CharField(
        label=_("Job title"), max_length=200, widget=forms.TextInput({"autocomplete": "organization-title"})
    )
    started_on = _day(_("First day"), required=True)
    hours = forms.DecimalField(
        label=_("Hours a week"),
        max_digits=6,
        decimal_places=1,
        widget=forms.NumberInput({"min": "1", "max": "100", "step": "0.5", "inputmode": "decimal"}),
    )
    in_field = forms.ChoiceField(
        label=_("Does it use what you learned?"), choices=InField.choices, widget=forms.RadioSelect
    )
    found_through = forms.ChoiceField(
        label=_("Where did you find it?"), choices=[("", _("Choose one")), *Found.choices], widget=forms.Select
    )
    offered_on = _day(_("Offer made on"))
    ends_on = _day(_("Contract ends on"), _("Leave it empty if it has no end."))
    same_post = _yes_no(_("Have you done this same job there before?"))
    credit = forms.ChoiceField(
        label=_("Did learning with us help you to get it?"),
        choices=Credit.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    occupation = forms.ModelChoiceField(
        label=_("Which occupation is it?"), queryset=Occupation.objects.none(), required=False, empty_label=_("Another")
    )
    country = forms.CharField(
        label=_("Country"),
        help_text=_("Two letters, such as BE"),
        required=False,
        max_length=2,
        widget=forms.TextInput({"autocomplete": "country"}),
    )
    hired_by_school = forms.BooleanField(label=_("The school itself hired me"), required=False)
    subsidised = _yes_no(_("Is part of the pay a subsidy for hiring you?"))
    registered = _yes_no(_("Own business or freelance: is it registered?"))
    first_income_on = _day(_("Own business or freelance: day of the first income"))
    may_dance = forms.BooleanField(label=_("Play the Victory Dance"), required=False)
    may_say_name = forms.BooleanField(label=_("Say my first name in it"), required=False)

    def __init__(self, *args: Any, person: Person, outcome: Outcome | None = None, **kwargs: Any) -> None:
        initial = {"token": ids.new_token()} if outcome is None else first_values(outcome)
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.person = person
        self.aims = list(words.aims(person))
        if outcome and outcome.occupation and outcome.occupation not in self.aims:
            self.aims.append(outcome.occupation)
        occupation = self.fields["occupation"]
        assert isinstance(occupation, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        occupation.queryset = Occupation.objects.filter(pk__in=[one.pk for one in self.aims])
        language = get_language() or "en"
        occupation.label_from_instance = lambda one: one.label(language)  # type: ignore[method-assign, assignment]
        if outcome is None and len(self.aims) >= 1:
            self.initial["occupation"] = self.aims[0].pk
        self._explain(language)

    def _explain(self, language: str) -> None:
        """Show word for word what would be said, and for which occupations one learned."""
        aim = self.aims[0].label(language) if self.aims else ""
        if aim:
            self.fields["in_field"].help_text = _("You learn for: %(aim)s") % {"aim": aim}
        self.says = words.sentence(first_name="", occupation=aim)
        self.says_name = words.sentence(first_name=self.person.first_name, occupation=aim)

    def clean_country(self) -> str:
        country = str(self.cleaned_data["country"]).upper()
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise forms.ValidationError(_("Write two letters, such as BE or FR, or leave it empty."))
        return country

    def facts(self) -> JobFacts:
        data = self.cleaned_data
        told = {name: data[name] for name in JobFacts.__dataclass_fields__ if name != "hours"}
        return JobFacts(**told, hours=Decimal(data["hours"]))

    def consents(self) -> dict[str, bool]:
        return {name: self.cleaned_data[name] for name in ("may_dance", "may_say_name")}


def first_values(outcome: Outcome) -> dict[str, Any]:
    """The report as the change form shows it first."""
    shown = {name: getattr(outcome, name) for name in JobFacts.__dataclass_fields__}
    for name in ("same_post", "subsidised", "registered"):
        shown[name] = {True: "yes", False: "no", None: ""}[shown[name]]
    consents = {"may_dance": outcome.may_dance, "may_say_name": outcome.may_say_name}
    return {**shown, **consents, "token": outcome.token}


class ProofForm(forms.Form):
    """The file itself is taken by `uploads.SealingHandler`, never by a field."""

    keep = forms.BooleanField(
        label=_("Keep it for me after the check"),
        help_text=_("Else it is deleted as soon as it is checked."),
        required=False,
    )


class EmployerForm(forms.Form):
    address = forms.EmailField(
        label=_("Work email of somebody there"),
        help_text=_("Under the employer’s own domain. An answer from a free mail address proves nothing by itself."),
        widget=forms.EmailInput({"autocomplete": "off", "inputmode": "email"}),
    )
    may_tell = forms.BooleanField(label=_("You may tell them that I learned with you"))


class QuestionsForm(forms.Form):
    """What a learner left open when they reported."""

    same_post = _yes_no(_("Have you done this same job there before?"))
    credit = forms.ChoiceField(
        label=_("Did learning with us help you to get it?"),
        choices=Credit.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, outcome: Outcome, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if outcome.same_post is not None:
            del self.fields["same_post"]
        if outcome.credit:
            del self.fields["credit"]


class EndForm(forms.Form):
    ended_on = _day(_("Last day"), required=True)


class WordsForm(forms.Form):
    """Words for the other side of a case, and the case as it was seen when they were written."""

    words = forms.CharField(label=_("In your words"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class SeenForm(forms.Form):
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    round = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    state = forms.CharField(max_length=12, widget=forms.HiddenInput)


class MoreForm(SeenForm, WordsForm):
    """A registrar asks for more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("What is missing?")


class ReasonForm(SeenForm, WordsForm):
    """A registrar gives a reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("The reason")


class StakeForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is your stake?"), choices=StakeDeclaration.Reason.choices, widget=forms.RadioSelect
    )


class AnswerForm(forms.Form):
    """One of three buttons of the mailed page, and what differs."""

    answer = forms.ChoiceField(choices=EmployerQuestion.Answer.choices)
    differs = forms.MultipleChoiceField(
        label=_("What is not true?"),
        choices=EmployerQuestion.Differs.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
