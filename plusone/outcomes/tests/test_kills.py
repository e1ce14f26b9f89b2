"""Fifty kills between evidence and ledger: never a report lost, never two lines, and every count right in the end."""

from itertools import pairwise

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from plusone.outcomes import tallies
from plusone.outcomes.models import CountedPerson, Evidence, LedgerEntry, Outcome, StartConfirmation, Verification
from plusone.outcomes.models.cases import State
from plusone.outcomes.models.ledger import LineKind
from plusone.outcomes.tests import scene
from plusone.testing import cast, kills

KILLS = 50
STORED = {
    "reported": lambda found: True,
    "proved": lambda found: found.evidence.exists(),
    "confirmed": lambda found: found.state == State.VERIFIED,
    "started": lambda found: found.start_confirmations.exists(),
}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_fifty_kills_lose_no_report_and_count_nobody_twice():
    goal = scene.goal()
    cast.samir()
    scene.help_with_a_quiz(cast.amara())
    line = kills.Line(str(connection.settings_dict["NAME"]))
    try:
        tally, said = kills.attack(line, KILLS, seed=8)
        print(tally)
        assert tally.met > KILLS / 2, "Too few kills met a running line; the test would prove nothing."
        for number, stored in said.items():
            found = Outcome.objects.filter(person__email=f"learner-{number}@school.example").first()
            for word in stored:
                assert found is not None, f"The report of {number} is lost."
                assert STORED[word](found), f"{word} of {number} is lost."
        nothing_half_done()
        kills.finish(line, said)
    finally:
        line.close()
    people = KILLS + len(kills.UNDISTURBED) + 1  # and the line that warmed up
    assert Outcome.objects.count() == people
    assert Outcome.objects.filter(state=State.VERIFIED).exclude(counted_since=None).count() == people
    assert LedgerEntry.objects.filter(kind=LineKind.ENTRY).count() == people
    assert CountedPerson.objects.filter(reversed_by=None).values("person").distinct().count() == people
    assert Verification.objects.count() == StartConfirmation.objects.count() == Evidence.objects.count() == people
    assert (tallies.of(goal).celebrated_people, tallies.of(goal).verified_jobs) == (people, people)
    assert LedgerEntry.objects.order_by("-seq").first().total == people
    nothing_half_done()


def nothing_half_done():
    """What must be true together is: celebrated and its event's row, proof and file, +1 and who it is for."""
    assert not Outcome.objects.filter(celebrated_at=None).exists()
    assert all(default_storage.exists(one.sealed) for one in Evidence.objects.filter(deleted_at=None))
    entries = LedgerEntry.objects.filter(kind=LineKind.ENTRY)
    assert entries.count() == CountedPerson.objects.count()
    assert entries.count() == Outcome.objects.exclude(counted_since=None).count()
    assert not Outcome.objects.filter(state=State.VERIFIED, verifications=None).exists()
    lines = list(LedgerEntry.objects.order_by("seq"))
    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
    assert all(f'"prev":"{before.hash}"' in line.raw for before, line in pairwise(lines))
