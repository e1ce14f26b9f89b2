"""The bare project's tables, its pages, one user and their session."""

import json
import os
from pathlib import Path

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402

from bench.bare.models import Page  # noqa: E402

DATA = Path(os.environ["BARE_DATA"])


def main() -> None:
    call_command("migrate", verbosity=0, run_syncdb=True)
    for number, html in json.loads((DATA / "pages.json").read_text()).items():
        Page.objects.update_or_create(pk=number, defaults={"html": html})
    user, _new = User.objects.get_or_create(username="amara")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    (DATA / "cookie").write_text(f"sessionid={session.session_key}")


if __name__ == "__main__":
    main()
