from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plusone.core import clock
from plusone.outcomes import refusals
from plusone.outcomes.actions.answer_follow_up import answer_follow_up
from plusone.outcomes.actions.declare_stake import declare_stake
from plusone.outcomes.actions.note_follow_up import AnsweredAlready, NotAsked, NotDue, note_follow_up
from plusone.outcomes.models import FollowUp, FollowUpAnswer, Outcome, StakeDeclaration
from plusone.outcomes.tests.starts import FIRST_DAY, at, follow_up, says_yes
from plusone.outcomes.tests.test_answer_follow_up import asked_job, token_of
from plusone.people.models import Person
from plusone.testing import cast


def note(job: Outcome, answer: str = "same", actor: Person | None = None, days: int = 30) -> FollowUp:
    return note_follow_up(actor=actor or cast.samir(), follow_up_id=follow_up(job, days).pk, answer=answer)


@pytest.mark.django_db
def test_what_was_heard_is_stored_with_who_heard_it():
    job = asked_job()
    note(job, "seeking")
    assert FollowUpAnswer.objects.get().noted_by == cast.samir()
    assert follow_up(job).answer == "seeking"


@pytest.mark.django_db
def test_a_registrar_corrects_what_they_noted_but_not_what_the_person_said():
    job = asked_job()
    note(job, "seeking")
    note(job, "same")
    answer_follow_up(token=token_of(job), answer="other")
    with pytest.raises(AnsweredAlready):
        note(job, "same")
    assert follow_up(job).answer == "other"


@pytest.mark.django_db
def test_nobody_notes_for_themselves_or_without_the_role():
    registrar = cast.grace()
    job = asked_job(registrar)
    for actor in (registrar, cast.yusuf(), cast.ines()):
        with pytest.raises(refusals.NotForYou):
            note(job, actor=actor)
    assert follow_up(job).answer == ""


@pytest.mark.django_db
def test_a_registrar_with_a_stake_does_not_note():
    job = asked_job()
    StakeDeclaration.objects.create(outcome=job, person=cast.samir(), reason="friend")
    with pytest.raises(refusals.NotForYou):
        note(job)


@pytest.mark.django_db
def test_who_took_the_yes_back_is_not_called():
    job = asked_job()
    says_yes(job.person, to_being_asked=False)
    with pytest.raises(NotAsked):
        note(job)


@pytest.mark.django_db
def test_a_question_of_a_day_to_come_cannot_be_noted():
    with pytest.raises(NotDue):
        note(asked_job(), days=90)


@pytest.mark.django_db
def test_the_list_shows_who_did_not_answer_and_leaves_out_ones_own(client: Client):
    asked_job(cast.amara())
    asked_job(cast.grace())
    answered = asked_job(cast.yusuf())
    answer_follow_up(token=token_of(answered), answer="same")
    client.force_login(cast.grace(), "allauth.account.auth_backends.AuthenticationBackend")
    shown = client.get(reverse("outcomes:follow_ups")).content.decode()
    names = [who.name in shown for who in (cast.amara(), cast.yusuf())]
    assert names == [True, False]
    assert shown.count("<tr>") == 2  # the head and one row


@pytest.mark.django_db
def test_the_list_keeps_its_number_of_queries(client: Client, django_assert_max_num_queries):
    client.force_login(cast.samir(), "allauth.account.auth_backends.AuthenticationBackend")
    asked_job(cast.amara())
    asked_job(cast.yusuf())
    with django_assert_max_num_queries(6):
        client.get(reverse("outcomes:follow_ups"))


@pytest.mark.django_db
def test_the_page_stores_what_was_heard_and_refuses_what_is_no_answer(client: Client):
    job = asked_job()
    address = reverse("outcomes:follow_up_note", args=[follow_up(job).pk])
    client.force_login(cast.samir(), "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(address).status_code == 200
    assert client.post(address, {"answer": "unreachable"}).status_code == 400
    assert client.post(address, {"answer": "study"}).status_code == 302
    assert follow_up(job).answer == "study"
    clock.move(at(FIRST_DAY + timedelta(days=61)))
    assert client.post(address, {"answer": "same"}).status_code == 409


@pytest.mark.django_db
def test_ones_own_follow_up_does_not_exist_for_a_registrar(client: Client):
    job = asked_job(cast.grace())
    client.force_login(cast.grace(), "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("outcomes:follow_up_note", args=[follow_up(job).pk])).status_code == 404


@pytest.mark.django_db
def test_a_case_with_a_declared_stake_leaves_the_list(client: Client):
    job = asked_job()
    declare_stake(actor=cast.samir(), outcome_id=job.pk, reason="friend")
    client.force_login(cast.samir(), "allauth.account.auth_backends.AuthenticationBackend")
    assert "Amara" not in client.get(reverse("outcomes:follow_ups")).content.decode()
