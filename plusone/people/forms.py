"""What is asked, and its shape. Rules are asked again by the actions."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.utils import translation

from plusone.core import privacy, site
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.people import addresses, passwords, zones
from plusone.people.models import Person, Role

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def email_field(autocomplete: str = "email", **more: Any) -> forms.EmailField:
    return forms.EmailField(
        label=_("Email"),
        widget=forms.EmailInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"}),
        error_messages={"invalid": _("Write an email address with an @, for example amara@example.org")},
        **more,
    )


def password_field(label: Any, autocomplete: str, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=passwords.LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        **more,
    )


def new_password_field(label: Any) -> forms.CharField:
    return password_field(label, "new-password", help_text=_("12 letters or more. Four odd words are good."))


class LanguageChoice(forms.ChoiceField):
    """The languages that the school offers; not a question where there is only one."""

    def __init__(self) -> None:
        offered = list(settings.LANGUAGES)
        widget = forms.Select if len(offered) > 1 else forms.HiddenInput
        super().__init__(label=_("Language"), help_text=_("For pages and letters"), choices=offered, widget=widget)


class ZoneChoice(forms.ChoiceField):
    """Every time zone that exists; another one is refused."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Time zone"),
            help_text=_("So that 18:00 is at your 18:00"),
            choices=zones.choices,
            error_messages={"invalid_choice": _("This time zone does not exist. Choose one from the list.")},
        )


class SignInForm(LoginForm):
    """The library's form in our words; `login` is the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field("username")
        self.fields["password"] = password_field(_("Password"), "current-password")


class AboutForm(forms.Form):
    """Who somebody is: shared by registration and by an accepted invitation."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("It will stand on your certificate. You can change it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = email_field(help_text=_("We write once, to confirm it."))
    password = new_password_field(_("Password"))
    language = LanguageChoice()
    time_zone = ZoneChoice()
    of_age = forms.BooleanField(error_messages={"required": _("Say that you are old enough to make an account.")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of_age"].label = _("I am %(age)s or older") % {"age": site.current().minimum_age}
        self.fields["of_age"].help_text = _("Younger? You can read every course without an account.")
        self.uses = [use for use in privacy.uses() if use.ask_at_registration]
        for use in self.uses:
            self.fields[f"use:{use.key}"] = forms.ChoiceField(
                label=use.question, choices=YES_NO, required=False, widget=forms.RadioSelect
            )

    def about(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not field.name.startswith("use:")]

    def questions(self) -> list[tuple[privacy.Use, forms.BoundField]]:
        """Each use with its field, for a page that shows what yes and no mean."""
        return [(use, self[f"use:{use.key}"]) for use in self.uses]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("password"):
            person = Person(name=data.get("name", ""), email=data.get("email", ""))
            try:
                passwords.check(data["password"], person)
            except Refused as refusal:
                self.add_error("password", str(refusal.sentence))
        return data

    def answers(self) -> dict[str, bool]:
        """The answers that were given; what was left open stays open."""
        given = {use.key: self.cleaned_data[f"use:{use.key}"] for use in self.uses}
        return {key: answer == "yes" for key, answer in given.items() if answer}


class RegisterForm(AboutForm):
    pass


class AcceptForm(AboutForm):
    """The address is the one that was invited."""

    email = None  # type: ignore[assignment]


class EmailForm(forms.Form):
    email = email_field()


class NewAddressForm(forms.Form):
    email = email_field()
    password = password_field(_("Your password"), "current-password")

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New email")
        if not person.has_usable_password():
            del self.fields["password"]


class NewPasswordForm(forms.Form):
    password = new_password_field(_("New password"))


class ChangePasswordForm(forms.Form):
    present_password = password_field(_("Your present password"), "current-password")
    password = new_password_field(_("New password"))

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not person.has_usable_password():
            del self.fields["present_password"]


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = LanguageChoice()
    time_zone = ZoneChoice()
    access_needs = forms.CharField(
        label=_("What helps you to learn here?"),
        help_text=_("For example captions, large print, more time. Only you see it now."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=YES_NO)


class InviteForm(forms.Form):
    email = email_field("off")
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )
    language = LanguageChoice()

    def clean_email(self) -> str:
        return addresses.tidy(self.cleaned_data["email"])


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class EraseForm(forms.Form):
    """The password, or where there is none the word that is asked for."""

    password = password_field(_("Your password"), "current-password")
    word = forms.CharField(label=_("Type ERASE"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        del self.fields["word" if person.has_usable_password() else "password"]

    def clean_password(self) -> str:
        if not self.person.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("This is not your password."))
        return str(self.cleaned_data["password"])

    def clean_word(self) -> str:
        if self.cleaned_data["word"].strip().upper() != "ERASE":
            raise forms.ValidationError(_("Type the word ERASE."))
        return "ERASE"


def first_answers(accept_language: str) -> dict[str, str]:
    """What a registration form begins with: the page's language and a guessed zone. No use is ticked."""
    return {"language": translation.get_language() or "en", "time_zone": zones.guess(accept_language)}
