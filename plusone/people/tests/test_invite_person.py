from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plusone.core import clock
from plusone.core.models import Letter
from plusone.people.access import OperatorsOnly
from plusone.people.actions.accept_invitation import ForSomebodyElse, accept_as_member, accept_as_newcomer
from plusone.people.actions.give_role import UnknownRole
from plusone.people.actions.invite_person import HasThem, invite_person
from plusone.people.actions.register_person import AddressTaken, TooYoung, UnknownLanguage, register_person
from plusone.people.actions.withdraw_invitation import TooLate, withdraw_invitation
from plusone.people.links import DeadLink
from plusone.people.models import Invitation, Person, RoleGrant
from plusone.people.tests.helpers import about, newest_link, person, signed_in, typed
from plusone.testing import cast
from plusone.testing.races import failed, together, worked

pytestmark = pytest.mark.django_db
INVITED = "amara@example.org"


def invite(roles=("author", "registrar"), email=INVITED, actor=None):
    return invite_person(actor=actor, email=email, roles=list(roles), language="en")


def newcomer(token, **more):
    return accept_as_newcomer(token=token, **{key: value for key, value in about(**more).items() if key != "email"})


def test_the_letter_offers_roles_and_only_a_digest_is_kept():
    invitation, token = invite(actor=cast.noor())
    letter = Letter.objects.get()
    assert letter.to == INVITED
    assert token in letter.body
    assert "author, registrar" in letter.body
    assert token not in str(Invitation.objects.values())
    assert invitation.digest != token


def test_it_refuses():
    with pytest.raises(OperatorsOnly):
        invite(actor=cast.samir())
    with pytest.raises(UnknownRole):
        invite(roles=["king"])
    with pytest.raises(UnknownLanguage):
        invite_person(actor=None, email=INVITED, roles=["author"], language="xx")
    with pytest.raises(HasThem):
        invite(email=cast.lea().email, roles=["author"])
    assert not Invitation.objects.exists()


def test_only_the_newest_link_to_an_address_works():
    old, new = invite()[1], invite(email=" Amara@Example.ORG ")[1]
    with pytest.raises(DeadLink):
        newcomer(old)
    assert newcomer(new).email == INVITED


def test_opening_the_link_changes_nothing_and_a_press_makes_the_account():
    invite(actor=cast.noor())
    link = newest_link(INVITED)
    client = Client()
    for call in (client.get, client.head, client.get):
        assert call(link).status_code == 200
    assert not Person.objects.filter(email=INVITED).exists()
    data = {key: value for key, value in typed().items() if key != "email"}
    assert client.post(link, {**data, "password": "short"}).status_code == 400
    answer = client.post(link, {**data, "email": "mallory@example.org"})
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    made = Person.objects.get(email=INVITED)
    assert made.roles() == {"author", "registrar"}
    assert made.email_confirmed_at is not None
    assert signed_in(client)
    assert RoleGrant.objects.filter(person=made).first().given_by.name == cast.noor().name
    assert Client().post(link, data).status_code == 404


def test_whoever_has_an_account_signs_in_and_accepts_with_it():
    amara = person()
    invite()
    link = newest_link(INVITED)
    client = Client()
    assert "Sign in" in client.get(link).content.decode()
    assert client.post(link).status_code == 409
    client.force_login(cast.yusuf())
    assert "You are signed in as" in client.get(link).content.decode()
    assert client.post(link).status_code == 403
    client.force_login(amara)
    client.get(link)
    assert not Person.objects.get(pk=amara.pk).roles()
    assert client.post(link).status_code == 302
    assert Person.objects.get(pk=amara.pk).roles() == {"author", "registrar"}


def test_nobody_accepts_what_went_to_another_address():
    token = invite()[1]
    with pytest.raises(ForSomebodyElse):
        accept_as_member(token=token, actor=cast.yusuf())


def test_an_account_that_was_made_meanwhile_is_not_taken_over():
    token = invite()[1]
    register_person(**about())
    with pytest.raises(AddressTaken):
        newcomer(token)


def test_newcomers_meet_the_same_rules():
    token = invite()[1]
    with pytest.raises(TooYoung):
        newcomer(token, of_age=False)
    assert newcomer(token).name == "Amara Diallo"


def test_an_invitation_ends_after_fourteen_days():
    token = invite()[1]
    with clock.moved_to(clock.now() + timedelta(days=14, minutes=1)), pytest.raises(DeadLink):
        newcomer(token)


def test_a_withdrawn_invitation_is_dead_and_an_accepted_one_is_not_withdrawn():
    noor = cast.noor()
    invitation, token = invite(actor=noor)
    withdraw_invitation(actor=noor, invitation=invitation)
    withdraw_invitation(actor=noor, invitation=invitation)
    with pytest.raises(DeadLink):
        newcomer(token)
    second, token = invite(actor=noor)
    newcomer(token)
    with pytest.raises(TooLate):
        withdraw_invitation(actor=noor, invitation=second)
    with pytest.raises(OperatorsOnly):
        withdraw_invitation(actor=cast.samir(), invitation=second)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_gets_the_account():
    token = invite()[1]
    results = together(*[lambda: newcomer(token) for _ in range(3)])
    assert len(worked(results)) == 1
    assert {type(problem) for problem in failed(results)} == {DeadLink}
    assert Person.objects.count() == 1
    assert RoleGrant.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_member_who_presses_twice_at_once_has_each_role_once():
    amara, token = person(), invite()[1]
    results = together(*[lambda: accept_as_member(token=token, actor=amara) for _ in range(3)])
    assert len(worked(results)) == 1
    assert RoleGrant.objects.count() == 2


def test_the_operators_page_invites_shows_states_and_withdraws(client, django_assert_max_num_queries):
    client.force_login(cast.noor())
    page = reverse("people:invite")
    assert client.post(page, {"email": INVITED, "roles": ["author"], "language": "en"}).status_code == 302
    assert client.post(page, {"email": "x", "language": "en"}).status_code == 400
    assert client.post(page, {"email": cast.lea().email, "roles": ["author"], "language": "en"}).status_code == 409
    Letter.objects.filter(to=INVITED).update(failed_at=clock.now())
    assert "did not go out" in client.get(page).content.decode()
    client.post(reverse("people:invitation_withdrawal", args=[Invitation.objects.get().pk]))
    assert "Withdrawn" in client.get(page).content.decode()
    for number in range(60):
        invite(email=f"p{number}@example.org")
    with django_assert_max_num_queries(8):
        client.get(page)
