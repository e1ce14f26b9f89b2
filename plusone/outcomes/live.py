"""The live file: what every open page asks for, written from the database.

`config.wsgi` answers `/live` from it without Django. It is rewritten after the commit that changed a count or a
dance, and healed by a job each minute, so a crash in between costs a minute and never the news.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from plusone.core import clock, facts
from plusone.outcomes import dance_words
from plusone.outcomes.models import Dance
from plusone.purpose.models import Goal

FILE = "live.json"


def newest_dance() -> Dance | None:
    """The last dance that nobody withdrew."""
    dances = Dance.objects.filter(withdrawn_at=None).select_related("outcome__person", "outcome__occupation")
    return dances.order_by("-pk").first()


def state() -> dict[str, Any]:
    """What the pages need: the newest dance in every language of the school, and both counts of the goal in force."""
    dance = newest_dance()
    today = clock.today()
    goal = Goal.objects.on(today)
    celebrated = int(facts.read("outcomes.celebrated_people", today, goal=goal).value or 0)
    verified = int(facts.read("outcomes.verified_people", today, goal=goal).value or 0)
    said = {}
    for code, _name in settings.LANGUAGES:
        said[code] = dance_words.counts(celebrated, verified, code)
        if dance is not None:
            said[code] |= dance_words.words(dance, code)
    return {
        "n": dance.pk if dance else 0,
        "at": int(dance.at.timestamp()) if dance else 0,
        "celebrated": celebrated,
        "verified": verified,
        "words": said,
    }


def rewrite() -> None:
    """Bring the live file in step with the database. Safe to call at any time, from any process.

    The lock is held while the database is read: who writes last has also read last. An unchanged file is not touched.
    """
    path = Path(settings.DATA) / FILE
    with _alone(path):
        text = json.dumps(state(), ensure_ascii=False, separators=(",", ":"))
        if path.exists() and path.read_text() == text:
            return
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(text)
        fresh.replace(path)


def told() -> dict[str, Any]:
    """What the live file says now; nothing while there is none."""
    try:
        found: dict[str, Any] = json.loads((Path(settings.DATA) / FILE).read_text())
    except FileNotFoundError:
        return {}
    return found


def rewrite_after_commit() -> None:
    """Order a rewrite for the moment in which the running transaction is stored; it never undoes that transaction.

    Ordered twice in one transaction it is done once, unless the first order lies in a part that may be rolled back.
    """
    connection = transaction.get_connection()
    kept = set(connection.savepoint_ids)
    if not any(act is rewrite and within <= kept for within, act, _robust in connection.run_on_commit):
        transaction.on_commit(rewrite, robust=True)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
