"""The verifier against whoever would have the count larger: with and without a head that a witness kept."""

import hashlib
import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from plusone.core import clock
from plusone.outcomes import exports, ledger, signing, verify
from plusone.outcomes.actions.settle import settle
from plusone.outcomes.models import Outcome
from plusone.outcomes.models.cases import State
from plusone.outcomes.tests import scene

OTHER = signing.Key(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


@pytest.fixture
def lines(db):
    """A ledger of 12 lines and its head: two goals, a verdict, a -1, a start without a goal."""
    clock.move(datetime(2025, 12, 1, 9, tzinfo=UTC))
    first = scene.goal(1, date(2025, 7, 1), date(2025, 12, 31))
    second = scene.goal(2)
    for number, started in enumerate((date(2025, 11, 3), date(2025, 11, 4))):
        who = scene.somebody(number)
        scene.help_with_a_quiz(who, datetime(2025, 5, 1, tzinfo=UTC))
        scene.confirm_start(scene.verify(scene.job(who, started_on=started, offered_on=None)))
        settle(who, first)
    clock.move(scene.TODAY)
    for number in (2, 3, 4):
        job = scene.proven_job(scene.somebody(number))
        settle(job.person, second)
    Outcome.objects.filter(pk=job.pk).update(state=State.REVERSED)
    settle(job.person, second)
    early = scene.somebody(5)
    scene.help_with_a_quiz(early, datetime(2025, 5, 1, tzinfo=UTC))
    scene.confirm_start(scene.verify(scene.job(early, started_on=date(2025, 6, 2), offered_on=None)))
    settle(early, None)
    return b"".join(exports.export_lines()).splitlines(keepends=True)


@pytest.fixture
def check(tmp_path, capsys):
    """Run the verifier on some lines; gives exit code and what it printed."""

    def run(lines, *options):
        path = tmp_path / "ledger.jsonl"
        path.write_bytes(b"".join(lines))
        code = verify.main([str(path), *options])
        return code, capsys.readouterr().out

    return run


def chained(lines, key=None, count=None):
    """The same lines with places, hashes and head made new, as an owner of the database and the key can."""
    made, place = [], ledger.NOTHING
    for line in lines:
        said = json.loads(line)
        if said["kind"] == "head":
            break
        said["seq"], said["prev"] = place.seq + 1, place.hash
        raw = json.dumps(said, separators=(",", ":"))
        place = ledger.Place(place.seq + 1, ledger.digest(raw))
        made.append(raw.encode() + b"\n")
    head = (key or signing.key()).head(count or place.seq, place.hash, "2026-11-25T09:00:00Z")
    return [*made, head.encode() + b"\n"]


def edited(line, **fields):
    return json.dumps({**json.loads(line), **fields}, separators=(",", ":")).encode() + b"\n"


def find(lines, kind, nth=0):
    return [place for place, line in enumerate(lines) if json.loads(line)["kind"] == kind][nth]


def test_an_honest_ledger_is_consistent_with_itself_and_says_what_that_is_not(lines, check):
    code, said = check(lines)
    assert code == 0
    assert (
        "Goal 1 (2025-07-01 to 2025-12-31): 2 people (2 lines say +1, 0 say -1; verdict 2, verified later +0)." in said
    )
    assert "Goal 2 (2026-01-01 to 2028-12-31): 2 people (3 lines say +1, 1 say -1)." in said
    assert "Without a goal: 1 people" in said
    assert said.endswith("Consistent with itself; not compared with an earlier head.\n")


def test_it_runs_alone_with_the_standard_library_only(lines, tmp_path):
    (tmp_path / "ledger.jsonl").write_bytes(b"".join(lines))
    (tmp_path / "verify.py").write_bytes(Path(verify.__file__).read_bytes())
    done = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", "ledger.jsonl"], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Consistent with itself" in done.stdout


def test_it_stays_short_enough_to_be_read():
    assert len([line for line in Path(verify.__file__).read_text().splitlines() if line.strip()]) <= 250


def test_a_kept_head_and_the_expected_key_are_compared(lines, check, tmp_path):
    kept = tmp_path / "head.txt"
    kept.write_bytes(b"Dear witness,\n\n" + chained(lines[:8])[-1] + b"\nand\r\n" + lines[-1].strip() + b"\r\n")
    code, said = check(lines, "--head", str(kept), "--key", signing.key().public)
    assert code == 0
    assert said.count("Consistent with itself and with the head of") == 2
    assert "not compared" not in said


@pytest.mark.parametrize(
    "attack",
    [
        lambda all: [*all[:5], edited(all[5], level="E4"), *all[6:]],
        lambda all: [*all[:5], *all[6:]],
        lambda all: [*all[:6], all[5], *all[6:]],
        lambda all: [*all[:4], all[5], all[4], *all[6:]],
        lambda all: [*all[:-1], all[5], all[-1]],
        lambda all: all[:-1],
        lambda all: [*all[:-3], all[-1]],
        lambda all: [all[-1]],
        lambda all: [],
        lambda all: [*all, all[-1]],
        lambda all: [*all, b"\n"],
        lambda all: [*all[:-1], all[-1].rstrip()],
        lambda all: [*all[:-1], edited(all[-1], time="2026-11-26T09:00:00Z")],
        lambda all: [*all[:-1], edited(all[-1], key=OTHER.public)],
        lambda all: [line.replace(b"\n", b"\r\n") for line in all],
        lambda all: [*all[:5], b"\n", *all[5:]],
        lambda all: [b"\xef\xbb\xbf" + all[0], *all[1:]],
        lambda all: [*all[:5], all[5].rstrip() + b" \n", *all[6:]],
        lambda all: [*all[:5], b" " * 5000 + all[5], *all[6:]],
        lambda all: [b"".join(all).replace(b"\n", b"\r")],
    ],
)
def test_without_the_key_nothing_can_be_changed(lines, check, attack):
    code, said = check(attack(lines))
    assert (code, said[:7]) == (1, "BROKEN.")


@pytest.mark.parametrize(
    ("kind", "nth", "old", "new"),
    [
        ("entry", 1, b'"delta":1,', b'"delta":1,"delta":1,'),
        ("entry", 1, b'"delta":1,', b'"delta":2,'),
        ("entry", 1, b'"delta":1,', b'"delta":1.0,'),
        ("entry", 1, b'"delta":1,', b'"delta":1e0,'),
        ("entry", 1, b'"delta":1,', b'"delta":NaN,'),
        ("entry", 1, b'"delta":1,', b'"delta":Infinity,'),
        ("entry", 1, b'"delta":1,', b'"delta":-1,'),
        ("entry", 1, b'"delta":1,', b'"delta":+1,'),
        ("entry", 1, b'"delta":1,', b'"delta":01,'),
        ("entry", 1, b'"delta":1,', b'"delta": 1,'),
        ("entry", 1, b'"delta":1,', b'"delta":true,'),
        ("entry", 1, b'"goal":1,', b'"goal":' + b"1" * 400 + b","),
        ("entry", 1, b'"goal":1,', b'"goal":9,'),
        ("entry", 1, b'"goal":1,', b'"goal":2,'),
        ("entry", 1, b'"goal":1,', b'"goal":"1",'),
        ("entry", 1, b'"goal":1,', b""),
        ("entry", 1, b'"level":"E2"', b'"level":"E1"'),
        ("entry", 1, b'"level":"E2"', b'"level":"\\ud800"'),
        ("entry", 1, b'"level":"E2"', b'"level":"\\u00452"'),
        ("entry", 1, b'"level":"E2"', b'"level":"E2","name":"Amara"'),
        ("entry", 1, b'"level":"E2"', '"level":"E2","note":"é"'.encode()),
        ("entry", 1, b'"level":"E2"', b'"level":"E2","note":"\xff"'),
        ("entry", 1, b'"rules":1', b'"rules":2'),
        ("entry", 1, b'"rules":1', b'"rules":0'),
        ("entry", 1, b'"month":"2025-11"', b'"month":"2026-01"'),
        ("entry", 1, b'"month":"2025-11"', b'"month":"2025-13"'),
        ("entry", 1, b'"month":"2025-11"', b'"month":"2025-11-03"'),
        ("entry", 5, b'"delta":-1', b'"delta":1'),
        ("verdict", 0, b'"verified":2', b'"verified":3'),
        ("goal", 1, b'"from":"2026-01-01"', b'"from":"2025-12-31"'),
        ("goal", 1, b'"from":"2026-01-01"', b'"from":"2026-02-30"'),
        ("goal", 1, b'"from":"2026-01-01"', b'"from":"2029-01-01"'),
        ("goal", 1, b'"goal":2', b'"goal":1'),
        ("goal", 1, b'"goal":2', b'"goal":0'),
        ("rules", 0, b'"version":1', b'"version":2'),
        ("rules", 0, b'"hours":15', b'"hours":15,"hours":1.5'),
        ("format", 0, b"plusone-ledger-1", b"plusone-ledger-2"),
    ],
)
def test_not_even_the_owner_of_the_key_can_sign_a_line_of_another_form(lines, check, kind, nth, old, new):
    """The changed line is chained and signed as if it had always been so; its form or its sense gives it away."""
    place = find(lines, kind, nth)
    assert old in lines[place]
    made, prev = [], ledger.FIRST_PREV
    for number, line in enumerate(lines[:-1]):
        body = line.replace(json.loads(line)["prev"].encode(), prev.encode())
        body = body.replace(old, new, 1) if number == place else body
        prev = hashlib.sha256(body[:-1]).hexdigest()
        made.append(body)
    head = signing.key().head(len(made), prev, "2026-11-25T09:00:00Z").encode() + b"\n"
    code, said = check([*made, head])
    assert (code, said[:7]) == (1, "BROKEN.")


def test_a_plus_one_is_taken_back_once_and_only_by_its_own_goal_and_month(lines, check):
    back = find(lines, "entry", 5)
    for reverses in (json.loads(lines[back])["seq"], find(lines, "entry", 0) + 1, find(lines, "goal") + 1, 0, 999):
        code, said = check(chained([*lines[:back], edited(lines[back], reverses=reverses), *lines[back + 1 :]]))
        assert (code, said[:7]) == (1, "BROKEN.")
    code, said = check(chained([*lines[: back + 1], lines[back], *lines[back + 1 :]]))
    assert code == 1
    assert "takes back line" in said


def test_a_second_verdict_is_refused_and_later_entries_leave_the_first_alone(lines, check):
    verdict, entry = lines[find(lines, "verdict")], lines[find(lines, "entry", 0)]
    assert check(chained([*lines[:-1], verdict]))[0] == 1
    code, said = check(chained([*lines[:-1], entry]))
    assert code == 0
    assert "verdict 2, verified later +1" in said


@pytest.mark.parametrize(
    "attack",
    [
        lambda all: chained([*all[:5], edited(all[5], level="E4"), *all[6:]]),
        lambda all: chained([*all[:7], edited(all[7], commitment="0" * 64), *all[8:]]),
        lambda all: chained([all[0], *all[1:4], *all[5:7]]),
        lambda all: chained(all[:9]),
        lambda all: chained([edited(all[0], ledger="0" * 32), *all[1:]]),
        lambda all: chained([*all[:5], all[4], *all[5:]]),
    ],
    ids=["changed", "replaced", "removed", "truncated", "rebuilt", "replayed"],
)
def test_a_rewritten_past_agrees_with_itself_but_not_with_what_a_witness_kept(lines, check, attack):
    made = attack(lines)
    code, said = check(made)
    if code == 0:
        assert "not compared with an earlier head" in said
    code, said = check(made, "--head", lines[-1].decode(), "--key", signing.key().public)
    assert (code, said[:7]) == (1, "BROKEN.")


def test_a_ledger_that_only_grew_agrees_with_the_earlier_head(lines, check):
    kept = chained(lines[:9])[-1].decode()
    assert check(lines, "--head", kept)[0] == 0


def test_another_key_is_noticed_with_a_kept_head_or_with_the_key(lines, check):
    made = chained(lines, OTHER)
    assert check(made)[0] == 0
    for options in (["--head", lines[-1].decode()], ["--key", signing.key().public]):
        code, said = check(made, *options)
        assert code == 1
        assert "another key" in said
    assert check(lines, "--head", made[-1].decode(), "--key", signing.key().public)[0] == 1


def test_a_kept_head_that_was_altered_is_refused(lines, check):
    kept = edited(lines[-1], count=3).decode()
    code, said = check(lines, "--head", kept)
    assert (code, "is not signed" in said) == (1, True)


def test_it_says_when_it_is_called_in_a_wrong_way(lines, check, tmp_path, capsys):
    empty = tmp_path / "empty"
    empty.write_text("nothing")
    assert verify.main([]) == 2
    assert verify.main([str(tmp_path / "missing.jsonl")]) == 2
    assert verify.main([str(tmp_path)]) == 2
    for options in (
        ["--head", str(empty)],
        ["--key", str(empty)],
        ["--key", "12"],
        ["--head", "/nowhere"],
        ["--other"],
    ):
        assert check(lines, *options)[0] == 2
    assert verify.main(["--help"]) == 0
    capsys.readouterr()


def test_its_ed25519_agrees_with_rfc_8032_and_with_another_program():
    vectors = [
        ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
         "655141438e7a100b"),
        ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
         "b00d291612bb0c00"),
        ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
         "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28d"
         "c027beceea1ec40a"),
    ]  # fmt: skip
    for key, message, signature in vectors:
        given = bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature)
        assert verify.signed(*given)
        for place in (0, 20, 31, 32, 50, 63):
            changed = bytearray(given[2])
            changed[place] ^= 1
            assert not verify.signed(given[0], given[1], bytes(changed))
            with pytest.raises(InvalidSignature):
                Ed25519PublicKey.from_public_bytes(given[0]).verify(bytes(changed), given[1])
        assert not verify.signed(given[0], given[1] + b"x", given[2])
        again = (int.from_bytes(given[2][32:], "little") + verify.ORDER).to_bytes(32, "little")
        assert not verify.signed(given[0], given[1], given[2][:32] + again), "a second signature of the same words"


@pytest.mark.parametrize("key", ["01" + "00" * 31, "00" * 32, "ec" + "ff" * 30 + "7f", "ff" * 32, "02" + "00" * 31])
def test_a_key_that_would_accept_anything_accepts_nothing(key):
    for signature in ("01" + "00" * 63, "00" * 64, "ff" * 64):
        assert not verify.signed(bytes.fromhex(key), b"anything", bytes.fromhex(signature))


def test_the_clock_plays_no_part_in_the_chain(lines, check):
    clock.move(scene.TODAY - timedelta(days=2000))
    assert check([*exports.export_lines()])[0] == 0
