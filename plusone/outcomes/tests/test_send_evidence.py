"""Proofs come in sealed, are looked at by a verifier only, and leave nothing in clear on a disk."""

import os
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plusone.core import clock
from plusone.core.jobs import inline
from plusone.core.models import Event
from plusone.outcomes import jobs, refusals, sealing
from plusone.outcomes.actions.declare_stake import declare_stake
from plusone.outcomes.actions.keep_evidence import keep_evidence
from plusone.outcomes.actions.open_evidence import FileGone, open_evidence
from plusone.outcomes.actions.withdraw_report import withdraw_report
from plusone.outcomes.models import Evidence
from plusone.outcomes.models.cases import State
from plusone.outcomes.tests import story
from plusone.outcomes.uploads import LARGEST, type_of
from plusone.testing import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

JPEG = b"\xff\xd8\xff\xe0" + b"a photo of a page" * 100
PNG = b"\x89PNG\r\n\x1a\n" + b"a photo of a page" * 100
HEIC = b"\x00\x00\x00\x18ftypheic" + b"a photo of a page" * 100


def stored() -> set[str]:
    folder = Path(settings.DATA) / "files" / sealing.FOLDER
    return {one.name for one in folder.iterdir()} if folder.exists() else set()


def send(client, outcome, content, name="page.pdf", **more):
    client.force_login(outcome.person)
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("outcomes:send_evidence", args=[outcome.pk]), {"file": file, **more})


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (story.PDF, "contract.pdf", "application/pdf"),
        (JPEG, "IMG_1.JPG", "image/jpeg"),
        (PNG, "x.png", "image/png"),
        (HEIC, "IMG_2.HEIC", "image/heic"),
        (story.PDF, "../../etc/passwd", "application/pdf"),
        (story.PDF, "photo.png", "application/pdf"),
    ],
)
def test_a_page_comes_in_sealed_and_the_case_goes_to_review(goal, client, content, name, media_type):
    outcome = story.report(cast.amara())
    assert send(client, outcome, content, name).status_code == 302
    proof = Evidence.objects.get()
    assert (proof.kind, proof.level, proof.media_type, proof.size) == ("document", "E2", media_type, len(content))
    assert name not in proof.sealed
    outcome = story.fresh(outcome)
    assert (outcome.state, outcome.level, outcome.waiting_since) == (State.IN_REVIEW, "E2", clock.now())
    with default_storage.open(proof.sealed) as file:
        lying = file.read()
    assert lying.startswith(b"age-encryption.org/v1")
    assert content[40:80] not in lying
    assert sealing.opened(proof.sealed) == content


def test_a_large_file_is_sealed_piece_by_piece_and_never_lies_in_clear_on_a_disk(goal, client, monkeypatch):
    outcome = story.report(cast.amara())
    marker = b"PASSPORT NUMBER 123456"
    content = b"%PDF-1.7\n" + marker * 200_000
    written = []
    real = tempfile.TemporaryFile

    def watched(*args, **kwargs):
        file = real(*args, **kwargs)
        written.append(os.dup(file.fileno()))
        return file

    monkeypatch.setattr(tempfile, "TemporaryFile", watched)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", None)  # Django's own handler would use it
    assert send(client, outcome, content).status_code == 302
    for number in written:
        with os.fdopen(number, "rb") as file:
            file.seek(0)
            assert marker not in file.read()
    assert sealing.opened(Evidence.objects.get().sealed) == content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"<svg onload=alert(1)>", "We can read a PDF or a photo"),
        (b"<html><script>", "We can read a PDF or a photo"),
        (b"PK\x03\x04 a zip", "We can read a PDF or a photo"),
        (b"MZ a program", "We can read a PDF or a photo"),
        (b"%PDF-" + b"0" * LARGEST, "larger than 20 MB"),
    ],
)
def test_what_nobody_can_check_is_refused_with_a_sentence_and_leaves_nothing(goal, client, content, said):
    outcome = story.report(cast.amara())
    before = stored()
    answer = send(client, outcome, content)
    assert answer.status_code == 409
    assert said in answer.content.decode()
    assert not Evidence.objects.exists()
    assert stored() == before
    assert story.fresh(outcome).state == State.REPORTED


def test_a_form_without_a_file_is_refused(goal, client):
    outcome = story.report(cast.amara())
    client.force_login(outcome.person)
    answer = client.post(reverse("outcomes:send_evidence", args=[outcome.pk]), {"keep": "on"})
    assert answer.status_code == 409
    assert "Choose a file" in answer.content.decode()


def test_the_largest_allowed_file_is_taken(goal, client):
    outcome = story.report(cast.amara())
    assert send(client, outcome, b"%PDF-" + b"0" * (LARGEST - 5)).status_code == 302


def test_the_form_needs_its_key(goal):
    outcome = story.report(cast.amara())
    client = Client(enforce_csrf_checks=True)
    assert send(client, outcome, story.PDF).status_code == 403
    assert not Evidence.objects.exists()


def test_nobody_sends_a_proof_for_somebody_else(goal, client):
    outcome = story.report(cast.amara())
    client.force_login(cast.yusuf())
    file = SimpleUploadedFile("page.pdf", story.PDF)
    assert client.post(reverse("outcomes:send_evidence", args=[outcome.pk]), {"file": file}).status_code == 404


def test_the_same_file_sent_twice_is_one_proof(goal, client):
    outcome = story.report(cast.amara())
    send(client, outcome, story.PDF)
    send(client, outcome, story.PDF)
    assert Evidence.objects.count() == 1
    assert default_storage.exists(Evidence.objects.get().sealed)


def test_a_closed_case_takes_no_proof_and_the_file_is_not_left(goal):
    outcome = story.report(cast.amara())
    withdraw_report(actor=cast.amara(), outcome_id=outcome.pk)
    before = stored()
    with pytest.raises(refusals.CaseClosed):
        story.prove(outcome)
    assert stored() == before


def test_a_crash_while_it_is_stored_leaves_no_file(goal, monkeypatch):
    outcome = story.report(cast.amara())
    before = stored()

    def crash(*args, **kwargs):
        raise RuntimeError("power cut")

    monkeypatch.setattr("plusone.outcomes.actions.send_evidence.arrived", crash)
    with pytest.raises(RuntimeError):
        story.prove(outcome)
    assert stored() == before
    assert not Evidence.objects.exists()


def test_an_upload_that_breaks_off_is_refused():
    cut = story.upload()
    cut.complete = False
    with pytest.raises(refusals.UploadBroken):
        cut.guard()


def test_types_are_told_by_content():
    assert type_of(b"") == ""
    assert type_of(b"\x00\x00\x00\x18ftypisom") == ""
    assert type_of(b" %PDF-1.4") == ""


# --- Looking at it ---


def view(client, outcome, proof):
    return client.get(reverse("outcomes:view_evidence", args=[outcome.pk, proof.pk]))


def test_a_verifier_opens_it_as_a_download_and_each_look_is_stored(goal, client):
    outcome = story.report(cast.amara())
    proof = story.prove(outcome)
    client.force_login(cast.samir())
    answer = view(client, outcome, proof)
    assert answer.content == story.PDF
    assert answer["Content-Disposition"] == f'attachment; filename="case-{outcome.pk}-{proof.pk}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"].startswith("sandbox")
    view(client, outcome, proof)
    looks = Event.objects.filter(name="outcomes.evidence_viewed")
    assert [look.actor_id for look in looks] == [cast.samir().pk] * 2


def test_nobody_else_opens_it(goal, client):
    outcome = story.report(cast.amara())
    proof = story.prove(outcome)
    assert view(client, outcome, proof).status_code == 302
    for person in (cast.amara(), cast.yusuf(), cast.lea(), cast.ines(), cast.noor()):
        client.force_login(person)
        assert view(client, outcome, proof).status_code == 404
    declare_stake(actor=cast.samir(), outcome_id=outcome.pk, reason="friend")
    client.force_login(cast.samir())
    assert view(client, outcome, proof).status_code == 404
    with pytest.raises(refusals.NotForYou):
        open_evidence(actor=cast.samir(), evidence_id=proof.pk)


def test_a_proof_of_another_case_is_not_found_under_this_one(goal, client):
    outcome = story.report(cast.amara())
    proof = story.prove(story.report(cast.yusuf()))
    client.force_login(cast.samir())
    assert view(client, outcome, proof).status_code == 404


def test_what_was_deleted_cannot_be_opened(goal, client):
    outcome = story.report(cast.amara())
    proof = story.prove(outcome)
    story.confirm(outcome)
    with pytest.raises(FileGone):
        open_evidence(actor=cast.grace(), evidence_id=proof.pk)


def test_without_its_key_or_damaged_a_file_is_refused_with_a_sentence(goal, client, tmp_path, monkeypatch):
    outcome = story.report(cast.amara())
    proof = story.prove(outcome)
    client.force_login(cast.samir())
    with monkeypatch.context() as patched:
        patched.setattr(settings, "KEYS", tmp_path)
        answer = view(client, outcome, proof)
        assert answer.status_code == 409
        assert "The key that opens proofs" in answer.content.decode()
    path = Path(default_storage.path(proof.sealed))
    path.write_bytes(path.read_bytes()[:-5])
    answer = view(client, outcome, proof)
    assert answer.status_code == 409
    assert "damaged" in answer.content.decode()


def test_the_public_part_of_the_key_is_enough_to_seal(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "KEYS", tmp_path)
    sealing.recipient()
    assert (tmp_path / "evidence.age").stat().st_mode & 0o777 == 0o600
    (tmp_path / "evidence.age").unlink()
    sealing.recipient()
    assert not (tmp_path / "evidence.age").exists()


# --- Keeping and deleting ---


def test_a_learner_lets_it_be_deleted_after_all(goal):
    outcome = story.report(cast.amara())
    proof = story.prove(outcome, keep=True)
    story.confirm(outcome)
    keep_evidence(actor=cast.amara(), evidence_id=proof.pk, keep=False)
    inline.run_waiting()
    assert not default_storage.exists(proof.sealed)
    with pytest.raises(refusals.CaseClosed):
        keep_evidence(actor=cast.amara(), evidence_id=proof.pk, keep=True)


def test_before_the_decision_the_choice_alone_is_stored(goal):
    outcome = story.report(cast.amara())
    proof = story.prove(outcome)
    assert keep_evidence(actor=cast.amara(), evidence_id=proof.pk, keep=True).keep
    assert keep_evidence(actor=cast.amara(), evidence_id=proof.pk, keep=False).deleted_at is None
    with pytest.raises(refusals.NotForYou):
        keep_evidence(actor=cast.yusuf(), evidence_id=proof.pk, keep=True)


def test_withdrawing_deletes_what_was_to_be_kept_too(goal):
    outcome = story.report(cast.amara())
    proof = story.prove(outcome, keep=True)
    withdraw_report(actor=cast.amara(), outcome_id=outcome.pk)
    inline.run_waiting()
    assert not default_storage.exists(proof.sealed)


def test_files_that_no_proof_names_are_swept_after_a_day(goal):
    outcome = story.report(cast.amara())
    proof = story.prove(outcome)
    orphan = sealing.store(story.upload().sealed)
    clock.move(None)
    jobs.sweep_sealed.call()
    assert default_storage.exists(orphan)
    clock.move(clock.now() + timedelta(days=2))
    jobs.sweep_sealed.call()
    assert not default_storage.exists(orphan)
    assert default_storage.exists(proof.sealed)


def test_a_file_is_not_dropped_while_a_proof_stands(goal):
    proof = story.prove(story.report(cast.amara()))
    jobs.dropping.drop_sealed.call(proof.sealed)
    assert default_storage.exists(proof.sealed)
