"""Coming in: registering, signing in and out, and the links that arrive by mail."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from plusone.core.errors import Refused, TooMany
from plusone.core.slots import links
from plusone.people import forms, tries
from plusone.people.actions.ask_for_reset import ask_for_reset
from plusone.people.actions.follow_mailed_link import change_address, confirm_by_link
from plusone.people.actions.register_person import AddressTaken, register_person
from plusone.people.actions.set_password import reset_password
from plusone.people.actions.tell_owner import tell_owner
from plusone.people.links import DeadLink, find
from plusone.people.models import MailedLink, Person

ABOUT = ("name", "email", "password", "language", "time_zone", "of_age")
asks = require_http_methods(["GET", "HEAD", "POST"])
secret = sensitive_post_parameters("password", "present_password")


def where_next(request: HttpRequest, default: str = "") -> str:
    """The address on this site that somebody wanted to go to; never another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else default


def sign_in_person(request: HttpRequest, person: Person, to: str) -> HttpResponse:
    """A session for somebody who just proved who they are, through the library's stages."""
    return perform_login(request, person, email_verification="none", redirect_url=to)


@asks
@never_cache
@secret
def register(request: HttpRequest) -> HttpResponse:
    """One page; who has an account already gets the same answer, and a mail."""
    to = where_next(request)
    if request.user.is_authenticated:
        return redirect(to or "/me/")
    begin = forms.first_answers(request.headers.get("Accept-Language", ""))
    form = forms.RegisterForm(request.POST or None, initial=begin)
    page = {"form": form, "next": to}
    if request.method != "POST":
        return render(request, "people/register.html", page)
    done = f"{reverse('people:registered')}?{urlencode({'next': to})}" if to else reverse("people:registered")
    try:
        tries.register(request)
        if not form.is_valid():
            return render(request, "people/register.html", page, status=400)
        about = {name: form.cleaned_data[name] for name in ABOUT}
        person = register_person(**about, consents=form.answers())
    except AddressTaken:
        tell_owner(email=form.cleaned_data["email"])
        return redirect(done)
    except Refused as refusal:
        return render(request, "people/register.html", {**page, "refusal": refusal}, status=refusal.status)
    return sign_in_person(request, person, done)


@require_safe
@never_cache
def registered(request: HttpRequest) -> HttpResponse:
    return render(request, "people/registered.html", {"next": where_next(request, "/me/")})


class SignIn(LoginView):
    """The library's sign-in with our form; a form with errors is no success."""

    form_class = forms.SignInForm

    def form_invalid(self, form: forms.SignInForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=400)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context.pop("site", None)  # the library means the request's host; our pages show the school
        return {**context, "next": where_next(self.request), "demo_cast": links("people.demo_cast", self.request)}


_sign_in = SignIn.as_view()


@asks
@never_cache
@secret
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and not request.user.is_authenticated:
        try:
            tries.sign_in(request, request.POST.get("login", ""))
        except TooMany as refusal:
            form = forms.SignInForm(initial={"login": request.POST.get("login", "")})
            page = {"form": form, "refusal": refusal, "next": where_next(request)}
            return render(request, "account/login.html", page, status=refusal.status)
    return _sign_in(request)


@asks
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """GET shows the button; only the button signs out."""
    if request.method == "POST":
        logout(request)
        return redirect("/")
    return render(request, "account/logout.html")


@require_safe
def sign_up(request: HttpRequest) -> HttpResponse:
    """The library's address for registering leads to ours."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(reverse("people:register") + (f"?{query}" if query else ""))


@asks
@never_cache
def password_reset(request: HttpRequest) -> HttpResponse:
    """Whether the address has an account or not, the answer is the same."""
    form = forms.EmailForm(request.POST or None)
    if request.method != "POST":
        return render(request, "account/password_reset.html", {"form": form})
    if not form.is_valid():
        return render(request, "account/password_reset.html", {"form": form}, status=400)
    tries.letter(request, form.cleaned_data["email"])
    ask_for_reset(email=form.cleaned_data["email"])
    return redirect("account_reset_password_done")


@require_safe
def password_reset_done(request: HttpRequest) -> HttpResponse:
    return render(request, "account/password_reset_done.html")


@asks
@never_cache
@secret
def password_reset_from_key(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows the form; sending it sets the password, and signs in on this device alone."""
    tries.link(request)
    form = forms.NewPasswordForm(request.POST or None)
    template = "account/password_reset_from_key.html"
    try:
        find(MailedLink.Kind.RESET, token)
        if request.method != "POST" or not form.is_valid():
            return render(request, template, {"form": form}, status=400 if form.errors else 200)
        person = reset_password(token=token, password=form.cleaned_data["password"])
    except DeadLink as refusal:
        return render(request, "account/dead_link.html", {"refusal": refusal}, status=refusal.status)
    except Refused as refusal:
        return render(request, template, {"form": form, "refusal": refusal}, status=refusal.status)
    if request.user.is_authenticated:
        logout(request)
    return sign_in_person(request, person, "/me/")


@asks
@never_cache
def confirm_email(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows a button; the button confirms the address."""
    tries.link(request)
    try:
        link = find(MailedLink.Kind.CONFIRM, token)
        if request.method == "POST":
            confirm_by_link(token=token)
            return render(request, "account/email_confirmed.html", {"email": link.email})
        return render(request, "account/email_confirm.html", {"email": link.email})
    except DeadLink as refusal:
        return render(request, "account/dead_link.html", {"refusal": refusal}, status=refusal.status)


@asks
@never_cache
def new_address(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows a button; the button replaces the address."""
    tries.link(request)
    try:
        link = find(MailedLink.Kind.ADDRESS, token)
        if request.method == "POST":
            change_address(token=token)
            return render(request, "account/email_confirmed.html", {"email": link.email})
        return render(request, "account/email_confirm.html", {"email": link.email, "replaces": True})
    except DeadLink as refusal:
        return render(request, "account/dead_link.html", {"refusal": refusal}, status=refusal.status)
