"""System checks: settings that cannot be right together, each with a line that can be pasted into `plusone.env`."""

import difflib
import os
import stat
from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection

from plusone.config.settings import DESCRIBED
from plusone.core import immutable
from plusone.core.models import Site

# "testserver" is the name that Django's test client gives to itself.
LOCAL = {"localhost", "127.0.0.1", "[::1]", "testserver"}
STARTED_ELSEWHERE = {"PLUSONE_TEST_DATABASE"}  # read by the tests' own processes


def is_local(host: str) -> bool:
    return host in LOCAL or host.endswith(".localhost")


def public_hosts() -> list[str]:
    return [host for host in settings.ALLOWED_HOSTS if not is_local(host)]


def paste(line: str) -> str:
    return f"Write into {settings.DATA / 'plusone.env'}: {line}"


@register("plusone")
def modes(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Demo mode, error pages and a moved clock are for one's own machine."""
    if settings.DEMO and public_hosts():
        yield Error(
            f"Demo mode signs anybody in with one click, and the school answers to {', '.join(public_hosts())}.",
            hint=f"{paste('PLUSONE_DEMO=0')}, or PLUSONE_HOSTS=localhost,127.0.0.1 for a demo on your own machine.",
            id="plusone.E001",
        )
    if settings.DEBUG and public_hosts():
        yield Error(
            f"Errors are shown in the browser, secrets included, to everybody who reaches {public_hosts()[0]}.",
            hint=paste("PLUSONE_DEBUG=0"),
            id="plusone.E002",
        )
    if str(settings.CLOCK_SHIFT) not in {"", "0"} and not settings.DEMO:
        yield Error(
            "The clock of a real school is moved: its ledger would tell a wrong day.",
            hint=paste("PLUSONE_CLOCK_SHIFT=0"),
            id="plusone.E003",
        )


@register("plusone")
def https(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """A school with a public name is reached by HTTPS, through a proxy that it believes."""
    if public_hosts() and not settings.HTTPS:
        yield Warning(
            f"{public_hosts()[0]} is reached without HTTPS: passwords and sessions can be read on the way.",
            hint=f"{paste('PLUSONE_HTTPS=1')}; docs/operate/https.md shows a proxy.",
            id="plusone.W010",
        )
    if settings.HTTPS and not settings.TRUSTED_PROXIES:
        yield Error(
            "HTTPS is on, but no proxy is trusted: forms would be refused, and every limit would count the proxy.",
            hint=paste("PLUSONE_TRUSTED_PROXIES=127.0.0.1"),
            id="plusone.E011",
        )
    if settings.HTTPS and not public_hosts():
        yield Warning(
            "HTTPS is on, but the school answers to no public name.",
            hint=paste("PLUSONE_HOSTS=school.example,localhost,127.0.0.1"),
            id="plusone.W012",
        )


@register("plusone")
def keys(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """The keys lie apart from the data, and only their owner reads them."""
    if settings.KEYS == settings.DATA or settings.DATA in settings.KEYS.parents:
        yield Error(
            "The keys lie inside the data folder: whoever copies one has the other.",
            hint=f"Move the folder, then: {paste(f'PLUSONE_KEYS={settings.DATA}.keys')}",
            id="plusone.E020",
        )
    if settings.KEYS.exists() and settings.KEYS.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Warning(
            f"Others on this machine can read the keys in {settings.KEYS}.",
            hint=f"chmod -R go= {settings.KEYS}",
            id="plusone.W021",
        )


@register("plusone")
def outside(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Mail, database and files outside of this machine are named in a form that can be read."""
    scheme = urlsplit(settings.MAIL).scheme
    if settings.MAIL != "outbox" and scheme not in {"smtp", "smtps", "smtp+tls"}:
        yield Error(
            f"PLUSONE_MAIL says {scheme or settings.MAIL}, which is no way to send mail.",
            hint=paste("PLUSONE_MAIL=smtp+tls://user:password@mail.example:587"),
            id="plusone.E030",
        )
    if settings.MAIL == "outbox" and not settings.DEMO:
        yield Warning(
            "No mail leaves the school: letters stay in the database.",
            hint=paste("PLUSONE_MAIL=smtp+tls://user:password@mail.example:587"),
            id="plusone.W031",
        )
    if settings.DATABASE and urlsplit(settings.DATABASE).scheme not in {"postgresql", "postgres"}:
        yield Error(
            "PLUSONE_DATABASE names a database that is not PostgreSQL.",
            hint=paste("PLUSONE_DATABASE=postgresql://user:password@host/name"),
            id="plusone.E032",
        )
    if settings.S3_BUCKET and find_spec("storages") is None:
        yield Error(
            "Files should go to a bucket, but the part that can do this is not installed.",
            hint="pip install 'plusone[s3]'",
            id="plusone.E033",
        )


@register("plusone")
def names(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """A setting that nobody reads is a slip of the pen; one without a sentence is a fault of ours."""
    for name in sorted(os.environ):
        if name.startswith("PLUSONE_") and name not in DESCRIBED and name not in STARTED_ELSEWHERE:
            near = difflib.get_close_matches(name, DESCRIBED, n=1)
            yield Warning(
                f"{name} is not a setting of Plusone.",
                hint=f"Did you mean {near[0]}?" if near else "docs/operate/settings.md lists them all.",
                id="plusone.W040",
            )
    for name, meaning in DESCRIBED.items():
        if not meaning.partition("Default:")[0].strip():
            yield Error(
                f"The setting {name} is not described.", hint="Say what it does in settings.py.", id="plusone.E041"
            )


@register(Tags.database)
def guards(app_configs: Any, databases: Any = None, **kwargs: Any) -> Iterable[CheckMessage]:
    """Rows that never change are guarded by the database itself."""
    if not databases or not connection.introspection.table_names():
        return
    for name in immutable.missing():
        yield Error(
            f"The database does not guard its append-only rows: {name} is missing.",
            hint="plusone upgrade",
            id="plusone.E050",
        )


@register(Tags.database)
def address(app_configs: Any, databases: Any = None, **kwargs: Any) -> Iterable[CheckMessage]:
    """The links in letters lead to a host that the school answers to."""
    if not databases or Site._meta.db_table not in connection.introspection.table_names():
        return
    school = Site.objects.filter(pk=1).first()
    host = urlsplit(school.address).hostname if school else None
    known = [name.strip("[]") for name in settings.ALLOWED_HOSTS]
    if host and host not in known and "*" not in known and not (settings.DEMO and host.endswith(".example")):
        yield Error(
            f"Letters lead to {host}, but the school does not answer to that name.",
            hint=paste(f"PLUSONE_HOSTS={','.join([host, *settings.ALLOWED_HOSTS])}"),
            id="plusone.E051",
        )
