"""What every answer says besides its page: nothing may run in it, nobody may frame it, and private is private."""

import re

import pytest
from django.test import Client

from tests.glass import address, client_of, visitor
from tests.matrix import EVERYBODY, ROWS, Row
from tests.world import World

pytestmark = pytest.mark.django_db
READ = [row for row in ROWS if row.method == "get"]
EVENT = re.compile(r"<[^>]*\son[a-z]+\s*=", re.I)
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|<style\b|<[^>]*\sstyle\s*=|href=\"javascript:", re.I)


def wrong_headers(answer) -> list[str]:
    """What is missing in an answer, in words."""
    policy = answer.get("Content-Security-Policy", "")
    if "sandbox" in policy:  # a foreign file: no script, no origin, no frame around it
        policy = policy.replace("style-src 'unsafe-inline'", "style-src 'self'")  # drawings bring their own style
        policy += "; base-uri 'none'; frame-ancestors 'none'"  # says default-src, sandbox
    directives = {name: rest for name, _space, rest in (one.strip().partition(" ") for one in policy.split(";"))}
    wrong = [
        f"{name}: {answer.get(name)}"
        for name, value in {
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
        }.items()
        if answer.get(name) != value and not (name == "Referrer-Policy" and answer.get(name) == "no-referrer")
    ]
    if directives.get("default-src") != "'none'" or "unsafe" in policy or "*" in policy:
        wrong.append(f"policy: {policy}")
    for name in ("script-src", "style-src", "connect-src", "form-action"):
        if directives.get(name) not in ("'self'", "'none'", None):
            wrong.append(f"{name}: {directives[name]}")
    for name in ("base-uri", "frame-ancestors"):
        if directives.get(name) != "'none'":
            wrong.append(f"{name}: {directives.get(name)}")
    for cookie in answer.cookies.values():
        if cookie.key != "language" and not cookie["httponly"]:
            wrong.append(f"a script can read {cookie.key}")
        if cookie["samesite"] not in ("Lax", "Strict"):
            wrong.append(f"another site can send {cookie.key}")
    return wrong


def is_private(answer) -> bool:
    return bool({"private", "no-store"} & {one.strip() for one in answer.get("Cache-Control", "").split(",")})


@pytest.mark.parametrize("row", READ, ids=lambda row: f"{row.name} {'-'.join(row.args)}")
def test_every_answer_is_closed_and_quiet(world: World, row: Row):
    who = visitor(row)
    answer = client_of(world, who).get(address(row, world))
    assert wrong_headers(answer) == []
    if answer.get("Content-Type", "").startswith("text/html"):
        page = answer.content.decode()
        assert not INLINE.findall(page)
        assert not EVENT.findall(page)
    if who != "signed_out":
        said = answer.get("Cache-Control", "")
        assert is_private(answer) or (row.lets_in == EVERYBODY and said)  # what is public says so itself


@pytest.mark.parametrize(
    "row", [row for row in READ if row.lets_in == EVERYBODY], ids=lambda row: f"{row.name} {'-'.join(row.args)}"
)
def test_a_visitor_gets_nothing_that_a_cache_could_give_to_another(world, row):
    """A page that sets a cookie or came by a secret address is private for visitors too."""
    answer = client_of(world, "signed_out").get(address(row, world))
    by_secret = any(arg.startswith("tokens.") for arg in row.args)
    if answer.cookies or by_secret:
        assert is_private(answer)


@pytest.mark.parametrize("path", ["/nowhere/", "/courses/nothing/", "/api/v1/nothing", "/static/nothing.css"])
def test_what_does_not_exist_is_closed_too(world, path):
    answer = client_of(world, "signed_out").get(path)
    assert answer.status_code == 404
    assert wrong_headers(answer) == []


def test_a_refusal_a_broken_form_and_a_wrong_method_are_closed_too(world):
    strict = Client(enforce_csrf_checks=True)
    for answer in (
        strict.post("/register/", {}),
        client_of(world, "signed_out").delete("/register/"),
        client_of(world, "signed_out").post("/register/", {}),
        client_of(world, "registrar").post(f"/cases/{world.case.pk}/not-proven/", {}),
    ):
        assert answer.status_code >= 400
        assert wrong_headers(answer) == []


def test_a_session_is_hidden_from_scripts_and_from_other_sites(world):
    client = Client()
    client.get("/account/sign-in/")
    world.learner.set_password("a long enough one")
    world.learner.save()
    sent = {"login": world.learner.email, "password": "a long enough one"}
    answer = client.post("/account/sign-in/", sent)
    assert answer.status_code == 302
    for cookie in answer.cookies.values():
        assert (cookie.key, cookie["httponly"], cookie["samesite"]) == (cookie.key, True, "Lax")
    assert "session" in answer.cookies


@pytest.mark.parametrize("https", [False, True])
def test_behind_https_cookies_and_the_site_are_for_https_alone(world, settings, https):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = https
    settings.SECURE_HSTS_SECONDS = 31_536_000 if https else 0
    answer = Client().get("/account/sign-in/", secure=https)
    assert bool(answer.cookies["csrftoken"]["secure"]) is https
    assert ("Strict-Transport-Security" in answer) is https
