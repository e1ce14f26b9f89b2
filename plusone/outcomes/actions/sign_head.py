"""Each day's head is signed and goes to those who keep it where the school cannot reach it."""

import json

from django.db import transaction

from plusone.core import clock, events
from plusone.outcomes import chain, exports, signing, witnesses
from plusone.outcomes.events import HEAD_SIGNED
from plusone.outcomes.models import Head, LedgerEntry, Witness


class Rewritten(Exception):
    """The ledger no longer holds the line that an earlier head names. Nothing is signed until somebody looks."""


def sign_head() -> Head:
    """Sign today's head (in UTC), once, and write it to each witness. Called again it changes nothing.

    Refuses, as `Rewritten`, to sign a ledger in which the line of the last head is missing or another one.
    """
    with transaction.atomic():
        chain.lock()
        made = Head.objects.filter(day=clock.today()).first() or _sign()
        for witness in Witness.objects.exclude(confirmed_at=None):
            witnesses.send_head(witness, made)
    return made


def _sign() -> Head:
    chain.ensure_format()
    newest, before = chain.newest(), Head.objects.order_by("-count").first()
    assert newest is not None  # noqa: S101 - there is a format line now
    if before and not LedgerEntry.objects.filter(seq=before.count, hash=before.hash).exists():
        raise Rewritten(f"Line {before.count} is not the one that the head of {before.time} names.")
    said = json.loads(signing.key().head(newest.seq, newest.hash, exports.stamp(clock.now())))
    del said["kind"]
    made = Head.objects.create(day=clock.today(), **said)
    events.record(HEAD_SIGNED, subject=made, count=made.count)
    return made
