"""Heads: one a day, by one key, and never over a past that was rewritten."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from plusone.core import clock
from plusone.core.models import Letter
from plusone.outcomes import chain, signing
from plusone.outcomes.actions.become_witness import ask_to_witness, confirm_witness
from plusone.outcomes.actions.settle import settle
from plusone.outcomes.actions.sign_head import Rewritten, sign_head
from plusone.outcomes.models import Head
from plusone.outcomes.tests import scene
from plusone.testing import cast
from plusone.testing.races import failed, together

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _today():
    clock.move(scene.TODAY)


def test_it_signs_once_a_day():
    chain.ensure_format()
    first = sign_head()
    assert sign_head() == first
    clock.move(scene.TODAY + timedelta(days=1))
    assert sign_head().day > first.day


def test_a_clock_set_back_signs_another_day_and_breaks_nothing():
    sign_head()
    clock.move(scene.TODAY - timedelta(days=3))
    assert sign_head().count == 2
    assert Head.objects.count() == 2


def test_a_witness_who_did_not_press_the_button_gets_no_head():
    ask_to_witness(email="auditor@funder.example", language="en")
    confirmed = ask_to_witness(email="funder@funder.example", language="en")
    confirm_witness(witness=confirmed)
    sign_head()
    heads = Letter.objects.filter(key__startswith="head-")
    assert [letter.to for letter in heads] == ["funder@funder.example"]


def test_it_refuses_to_sign_over_a_rewritten_past():
    """Whoever owns the database can drop the triggers; the next head is then not signed."""
    goal = scene.goal()
    settle(scene.proven_job(cast.amara()).person, goal)
    sign_head()
    name = "outcomes_ledgerentry_no_update"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (" ON outcomes_ledgerentry" if connection.vendor != "sqlite" else ""))
        cursor.execute("UPDATE outcomes_ledgerentry SET hash = 'x' WHERE seq = 4")
    clock.move(scene.TODAY + timedelta(days=1))
    with pytest.raises(Rewritten, match="Line 4"):
        sign_head()
    assert Head.objects.count() == 1


def test_the_key_is_made_once_and_only_its_owner_reads_it():
    path = Path(settings.KEYS) / signing.NAME
    path.unlink(missing_ok=True)
    made = {one.public for one in together(*[signing.key] * 8)}
    assert len(made) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.glob(f"{signing.NAME}*")] == [signing.NAME]


def test_a_lost_key_is_not_replaced_quietly():
    sign_head()
    path = Path(settings.KEYS) / signing.NAME
    kept = path.read_text()
    path.unlink()
    try:
        with pytest.raises(signing.KeyIsGone):
            signing.key()
    finally:
        path.write_text(kept)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_sign_one_head():
    results = together(*[sign_head] * 4)
    assert failed(results) == []
    assert Head.objects.count() == 1
