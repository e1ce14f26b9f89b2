"""The forms of the authors' pages: they check the shape; the rules lie in the actions."""

from typing import Any

from django import forms
from django.http import QueryDict

from plusone.core.text import get_language
from plusone.core.text import gettext_lazy as _
from plusone.courses.answers import Answers
from plusone.courses.archives import LARGEST_UPLOAD
from plusone.courses.models import Audience, Course, FirstApplication, Level, Standing
from plusone.people.models import Person
from plusone.skills import queries as skills
from plusone.skills.models import Occupation, Skill

LICENCES = [
    ("CC-BY-4.0", "CC BY 4.0"),
    ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
    ("CC0-1.0", "CC0 1.0"),
    ("LicenseRef-All-Rights-Reserved", _("Ours, all rights kept")),
]
UNKNOWN = {"", "private", "unknown"}


class UploadForm(forms.Form):
    """A zip, and whether it is new or a newer edition."""

    zip = forms.FileField(
        label=_("A zip file with your course"),
        help_text=_("A folder of Markdown files in a zip, up to 100 MB. A lesson of the Carpentries works too."),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={
            "required": _("Choose a zip file. If you chose one, it was larger than 100 MB."),
            "empty": _("The file is empty."),
        },
    )
    edition = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, courses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editions = [(slug, _("A newer edition of “%s”") % title) for slug, title in courses]
        self.fields["edition"].choices = [("", _("A new course")), *editions]  # type: ignore[attr-defined]
        self.fields["edition"].initial = ""

    def clean_zip(self) -> Any:
        brought = self.cleaned_data["zip"]
        if brought.size > LARGEST_UPLOAD:
            raise forms.ValidationError(_("The file is larger than 100 MB. Take the videos out, and link to them."))
        return brought


class PublishForm(forms.Form):
    """The questions of publishing; kept with the draft (`complete=False`) they may be left open."""

    MUST = ("first_application", "audience", "level", "summary", "licence", "licence_confirmed")

    occupation = forms.CharField(
        label=_("Occupation"),
        required=False,
        max_length=200,
        help_text=_("Its name as in the list. Leave it empty if you only serve a skill."),
        widget=forms.TextInput(attrs={"list": "occupations", "autocomplete": "off"}),
    )
    skills = forms.MultipleChoiceField(
        label=_("Skills that the course teaches"),
        required=False,
        help_text=_("Choose what somebody can do after the last chapter."),
        widget=forms.CheckboxSelectMultiple,
    )
    another = forms.CharField(
        label=_("Another skill"),
        required=False,
        max_length=200,
        help_text=_("Its name as in the list."),
        widget=forms.TextInput(attrs={"list": "skills", "autocomplete": "off"}),
    )
    first_application = forms.ChoiceField(
        label=_("Somebody starts today, 3 hours a week. When can they use it in a first application?"),
        choices=FirstApplication.choices,
        widget=forms.RadioSelect,
    )
    audience = forms.ChoiceField(
        label=_("People who mostly take it"), choices=Audience.choices, widget=forms.RadioSelect
    )
    level = forms.ChoiceField(label=_("How difficult it is"), choices=Level.choices, widget=forms.RadioSelect)
    summary = forms.CharField(
        label=_("What somebody can do afterwards, in one sentence"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    licence = forms.ChoiceField(label=_("Licence"))
    licence_confirmed = forms.BooleanField(
        label=_("The course may be published under this licence"),
        help_text=_("You wrote it, or its authors allow it."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, data: Any = None, *, answers: Answers, seen: str, complete: bool = True) -> None:
        self.language = get_language() or "en"
        self.occupations = skills.all_occupations(self.language)
        self.all_skills = skills.all_skills(self.language)
        super().__init__(data, initial={**self._initial(answers), "seen": seen})
        offered = (
            LICENCES
            if answers.licence in dict(LICENCES) or answers.licence.lower() in UNKNOWN
            else [
                (answers.licence, answers.licence),
                *LICENCES,
            ]
        )
        self.fields["licence"].choices = [("", _("I do not know yet")), *offered]  # type: ignore[attr-defined]
        for name in self.MUST:
            self.fields[name].required = complete
        self.fields["skills"].choices = self._offered(answers)  # type: ignore[attr-defined]

    def _initial(self, answers: Answers) -> dict[str, Any]:
        occupation = next((one for one in self.occupations if one.uri == answers.occupation), None)
        known = {"occupation": occupation.label(self.language) if occupation else answers.occupation}
        return {**answers.as_json(), **known, "licence_confirmed": False}

    def _offered(self, answers: Answers) -> list[tuple[str, str]]:
        """What the files or the author named already, and what the occupation needs."""
        by_uri = {one.uri: one for one in self.all_skills}
        occupation = skills.occupation(answers.occupation) if answers.occupation else None
        posted = self.data.getlist("skills") if isinstance(self.data, QueryDict) else []
        wanted = [*answers.skills, *posted, *(one.uri for one in (skills.needed(occupation) if occupation else []))]
        return [(uri, by_uri[uri].label(self.language)) for uri in dict.fromkeys(wanted) if uri in by_uri]

    @property
    def occupation_names(self) -> list[str]:
        return [one.label(self.language) for one in self.occupations]

    @property
    def attributions(self) -> list[str]:
        """What the owners of the names ask to be said where they are shown."""
        return skills.attributions()

    @property
    def skill_names(self) -> list[str]:
        return [one.label(self.language) for one in self.all_skills]

    def clean_occupation(self) -> str:
        name = self.cleaned_data["occupation"]
        if not name.strip():
            return ""
        found: Occupation | None = skills.named(self.occupations, name, self.language)
        if found is None:
            raise forms.ValidationError(_("We do not know this occupation. Choose one from the list."))
        return found.uri

    def clean_another(self) -> str:
        name = self.cleaned_data["another"]
        if not name.strip():
            return ""
        found: Skill | None = skills.named(self.all_skills, name, self.language)
        if found is None:
            raise forms.ValidationError(_("We do not know this skill. Choose one from the list."))
        return found.uri

    def answers(self) -> Answers:
        said = self.cleaned_data
        chosen = dict.fromkeys([*said["skills"], *([said["another"]] if said["another"] else [])])
        return Answers(
            occupation=said["occupation"],
            skills=tuple(chosen),
            first_application=said["first_application"],
            audience=said["audience"],
            level=said["level"],
            licence=said["licence"],
            summary=said["summary"].strip(),
            licence_confirmed=said["licence_confirmed"],
        )


class StandingForm(forms.Form):
    """How the course stands from now on."""

    standing = forms.ChoiceField(label=_("From now on the course is"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=1000,
        help_text=_("Readers of the course see this sentence."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    rather = forms.ChoiceField(label=_("Which course should one take instead?"), required=False)

    def __init__(self, *args: Any, course: Course, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = {
            Standing.PUBLISHED: _("published: anybody may begin it"),
            Standing.ON_HOLD: _("on hold: it can be read, and nobody begins it"),
            Standing.RETIRED: _("retired: it is not offered any more"),
        }
        choices = [(value, words) for value, words in states.items() if value != course.standing]
        self.fields["standing"].choices = choices  # type: ignore[attr-defined]
        self.fields["rather"].choices = [("", _("None")), *others]  # type: ignore[attr-defined]


class AuthorForm(forms.Form):
    """Somebody of the school who writes with you."""

    email = forms.EmailField(label=_("Their email address"))

    def person(self) -> Person | None:
        return Person.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
