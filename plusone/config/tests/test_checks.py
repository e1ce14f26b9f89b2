"""System checks: what cannot be right together is told, with a line to paste."""

from pathlib import Path

import pytest
from django.db import connection

from plusone.config import checks
from plusone.core import site


def ids(found):
    return [one.id for one in found]


def test_a_demo_for_the_public_is_an_error_and_one_at_home_is_not(settings):
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "demo.localhost"]
    assert ids(checks.modes(None)) == []
    settings.ALLOWED_HOSTS = ["localhost", "school.example"]
    (error,) = checks.modes(None)
    assert error.id == "plusone.E001"
    assert "PLUSONE_DEMO=0" in error.hint
    settings.ALLOWED_HOSTS = ["*"]
    assert ids(checks.modes(None)) == ["plusone.E001"]


def test_errors_shown_to_the_public_and_a_moved_clock_are_errors(settings):
    settings.DEMO = False
    settings.DEBUG = True
    settings.CLOCK_SHIFT = "2"
    settings.ALLOWED_HOSTS = ["school.example"]
    assert ids(checks.modes(None)) == ["plusone.E002", "plusone.E003"]


def test_https_needs_a_proxy_that_is_believed_and_a_public_name_needs_https(settings):
    settings.ALLOWED_HOSTS, settings.HTTPS, settings.TRUSTED_PROXIES = ["school.example"], False, []
    assert ids(checks.https(None)) == ["plusone.W010"]
    settings.HTTPS = True
    assert ids(checks.https(None)) == ["plusone.E011"]
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    assert ids(checks.https(None)) == []
    settings.ALLOWED_HOSTS = ["localhost"]
    assert ids(checks.https(None)) == ["plusone.W012"]


def test_keys_inside_the_data_are_an_error_and_keys_for_all_eyes_a_warning(settings, tmp_path):
    settings.DATA, settings.KEYS = tmp_path / "data", tmp_path / "data" / "keys"
    assert ids(checks.keys(None)) == ["plusone.E020"]
    settings.KEYS = tmp_path / "keys"
    settings.KEYS.mkdir(mode=0o755)
    (warning,) = checks.keys(None)
    assert warning.hint == f"chmod -R go= {settings.KEYS}"
    settings.KEYS.chmod(0o700)
    assert ids(checks.keys(None)) == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("MAIL", "sendmail", "plusone.E030"),
        ("MAIL", "outbox", "plusone.W031"),
        ("DATABASE", "mysql://a@b/c", "plusone.E032"),
    ],
)
def test_what_lies_outside_is_named_in_a_form_that_can_be_read(settings, name, value, expected):
    settings.DEMO, settings.DATABASE, settings.MAIL = False, "", "smtp://mail.example"
    assert ids(checks.outside(None)) == []
    setattr(settings, name, value)
    assert ids(checks.outside(None)) == [expected]


def test_a_slip_in_a_name_is_told_with_the_right_one(monkeypatch):
    monkeypatch.setenv("PLUSONE_HOST", "school.example")
    (warning,) = checks.names(None)
    assert warning.hint == "Did you mean PLUSONE_HOSTS?"


@pytest.mark.django_db(transaction=True)
def test_a_guard_that_was_taken_away_is_told():
    assert ids(checks.guards(None, databases=["default"])) == []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER core_event_no_update")
        else:
            cursor.execute("DROP TRIGGER core_event_no_update ON core_event")
    (error,) = checks.guards(None, databases=["default"])
    assert "core_event_no_update" in error.msg


@pytest.mark.django_db
def test_an_address_that_the_school_does_not_answer_to_is_told(settings):
    settings.DEMO = False
    settings.ALLOWED_HOSTS = ["localhost"]
    site.change(address="https://school.example")
    (error,) = checks.address(None, databases=["default"])
    assert "PLUSONE_HOSTS=school.example,localhost" in error.hint
    settings.ALLOWED_HOSTS = ["school.example"]
    assert ids(checks.address(None, databases=["default"])) == []


def test_hints_name_the_file_that_is_read(settings):
    settings.DATA = Path("/srv/school")
    assert checks.paste("PLUSONE_DEMO=0") == "Write into /srv/school/plusone.env: PLUSONE_DEMO=0"
