"""The operator's pages: what is wrong, and what can be done about it."""

from uuid import uuid4

import pytest

from plusone.core import backups, clock, jobs, site
from plusone.core.errors import TooMany
from plusone.core.models import Event, JobState, Letter
from plusone.home import health
from plusone.home.actions import change_school as changing
from plusone.home.actions import send_letter_again as again
from plusone.home.actions.change_school import change_school
from plusone.home.actions.send_letter_again import send_letter_again
from plusone.home.actions.send_test_mail import send_test_mail
from plusone.people.models import Person
from plusone.testing import cast
from plusone.testing.jobs import always_fail

pytestmark = pytest.mark.django_db
TEXTS = {"name": "Rivage", "language": "fr", "minimum_age": "16", "contact": "", "privacy_notice": "", "imprint": ""}


def letter(**fields):
    given = {"to": "x@x.example", "language": "en", "subject": "Secret", "body": "Words", "queued_at": clock.now()}
    return Letter.objects.create(**{"key": str(uuid4())} | given | fields)


def failed():
    return letter(failed_at=clock.now(), failure="Connection refused")


@pytest.fixture
def operator(enter):
    return enter(cast.noor())


def test_a_letter_that_failed_is_sent_again_once():
    lost = failed()
    sent = send_letter_again(actor=cast.noor(), letter_id=lost.pk)
    assert (sent.failed_at, sent.failure) == (None, "")
    assert Event.objects.filter(name="home.letter_sent_again").count() == 1
    with pytest.raises(again.NotFailed):
        send_letter_again(actor=cast.noor(), letter_id=lost.pk)
    jobs.run_waiting()
    lost.refresh_from_db()
    assert lost.sent_at is not None


def test_only_an_operator_does_it():
    lost = failed()
    for somebody in (cast.ines(), cast.samir(), cast.stranger()):
        for act in (
            lambda actor: send_letter_again(actor=actor, letter_id=lost.pk),
            lambda actor: send_test_mail(actor=actor),
            lambda actor: change_school(actor=actor, name="Mine"),
        ):
            with pytest.raises(changing.ForOperators):
                act(somebody)


def test_a_letter_that_went_out_is_refused_beside_the_list(operator):
    answer = operator.post(f"/operator/letters/{letter(sent_at=clock.now()).pk}/delivery/")
    assert answer.status_code == 409
    assert "went out" in answer.content.decode()


def test_the_operator_sees_that_letters_go_and_never_what_they_say(operator):
    failed()
    page = operator.get("/operator/letters/").content.decode()
    assert "Connection refused" in page
    assert "Secret" not in page
    assert "Words" not in page


def test_letters_page_by_page_and_hostile_places_are_the_first_page(operator):
    for _n in range(health.PAGE + 3):
        letter()
    page, older = health.letters(None)
    assert (len(page), len(health.letters(older)[0])) == (health.PAGE, 3)
    for place in ("x", "-1", "9" * 30, "²", ""):
        assert operator.get(f"/operator/letters/?before={place}").status_code == 200


def test_a_test_mail_goes_to_whoever_asks_and_not_without_end():
    sent = send_test_mail(actor=cast.noor())
    assert sent.to == cast.noor().email
    assert "mail of the school works" in sent.subject
    for _n in range(9):
        send_test_mail(actor=cast.noor())
    with pytest.raises(TooMany):
        send_test_mail(actor=cast.noor())


def test_health_tells_what_needs_the_operator(operator):
    assert "None yet" in operator.get("/operator/").content.decode()
    failed()
    found = health.health()
    assert (found.mail.failed, found.work.runs, found.operators, found.backup) == (1, False, 1, None)
    assert found.wrong >= 4


def test_a_back_up_is_noted_and_an_old_one_is_late(settings, tmp_path):
    settings.DATA = tmp_path
    assert backups.made() == []
    backups.note(tmp_path / "there", 7)
    made = backups.made()
    assert (made[0].files, made[0].path) == (7, str(tmp_path / "there"))
    assert not health.health().backup_late
    clock.move(clock.now().replace(year=2099))
    assert health.health().backup_late
    (tmp_path / backups.FILE).write_text('[{"at": "never"}]')
    assert backups.made() == []


def test_a_dead_job_is_shown_and_runs_again(operator):
    done = always_fail.enqueue("word")
    JobState.objects.update_or_create(job_id=done.id, defaults={"dead_at": clock.now(), "attempts": 5})
    JobState.objects.get(job_id=done.id).job.__class__.objects.filter(pk=done.id).update(status="FAILED")
    page = operator.get("/operator/jobs/").content.decode()
    assert "always_fail" in page
    assert operator.post(f"/operator/jobs/{done.id}/run/").status_code == 302
    assert JobState.objects.get(job_id=done.id).dead_at is None
    assert operator.post(f"/operator/jobs/{done.id}/run/").status_code == 409


def test_the_schools_texts_are_changed_and_shown(operator, client):
    given = TEXTS | {
        "privacy_notice": "We keep <b>nothing</b>.",
        "imprint": "Rue 1\nBrussels",
        "contact": "a@b.example",
    }
    assert operator.post("/operator/school/", given).status_code == 302
    assert (site.current().name, site.current().language) == ("Rivage", "fr")
    assert "We keep &lt;b&gt;nothing&lt;/b&gt;." in client.get("/privacy/").content.decode()
    assert "Brussels" in client.get("/imprint/").content.decode()


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"name": "  "}, changing.NameMissing),
        ({"language": "xx"}, changing.LanguageUnknown),
        ({"minimum_age": 5}, changing.AgeImpossible),
        ({"address": "https://elsewhere.example"}, TypeError),
    ],
)
def test_it_refuses(changed, refusal):
    with pytest.raises(refusal):
        change_school(actor=cast.noor(), **changed)


def test_a_wrong_age_is_shown_beside_the_question(operator):
    assert operator.post("/operator/school/", TEXTS | {"minimum_age": "3"}).status_code == 400


def test_texts_that_come_with_the_program_speak_of_what_it_asks(client):
    page = client.get("/privacy/").content.decode()
    assert "Only if you say yes" in page
    assert str(site.current().minimum_age) in page
    assert client.get("/accessibility/").status_code == 200


def test_the_demo_shows_its_letters_to_everybody(client):
    letter(body="Confirm here: http://localhost:8000/account/email/abc/")
    page = client.get("/outbox/").content.decode()
    assert 'href="http://localhost:8000/account/email/abc/"' in page


def test_who_may_not_know_finds_nothing(enter):
    for somebody in (cast.stranger(), cast.ines()):
        assert enter(Person.objects.get(pk=somebody.pk)).get("/operator/").status_code == 404


def test_an_address_without_a_page_says_so_kindly(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "There is no page here" in answer.content.decode()


def test_the_page_of_a_breakdown_needs_no_database(django_assert_num_queries, rf):
    from django.views.defaults import server_error

    with django_assert_num_queries(0):
        answer = server_error(rf.get("/"))
    assert (answer.status_code, b"Something broke on our side" in answer.content) == (500, True)
