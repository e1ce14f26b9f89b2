import json

import pytest
from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.urls import reverse

from plusone.core import clock, mail, privacy
from plusone.core.models import Event, Letter
from plusone.people import erasures, remarks
from plusone.people.actions.answer_consent import answer_consent
from plusone.people.actions.apply_erasures import apply_erasures
from plusone.people.actions.change_profile import change_profile
from plusone.people.actions.erase_person import NotYours, erase_person
from plusone.people.actions.give_role import give_role
from plusone.people.actions.invite_person import invite_person
from plusone.people.erasures import Erasure
from plusone.people.jobs import heal_erasures
from plusone.people.models import Consent, Invitation, MailedLink, Person, Remark, RoleGrant
from plusone.people.tests.helpers import OTHER, PASSWORD, person, sign_in, signed_in
from plusone.testing import cast
from plusone.testing.races import failed, together

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    settings.KEYS = tmp_path / "keys"
    return settings.KEYS


def noted(keys):
    return [json.loads(line) for line in (keys / "erasures.jsonl").read_text().splitlines()]


def everything():
    """All that the database holds, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_the_row_is_blank_and_keeps_its_number(uses):
    amara = person()
    answer_consent(actor=amara, use="follow_up", answer=True)
    erased = erase_person(actor=amara, person=amara)
    assert erased.pk == amara.pk
    assert (erased.email, erased.name) == (f"erased-{amara.pk}@erased.invalid", "")
    assert (erased.is_active, erased.has_usable_password(), erased.email_confirmed_at) == (False, False, None)
    assert erased.erased_at is not None
    assert not EmailAddress.objects.exists()
    assert not MailedLink.objects.exists()
    assert not Consent.objects.exists()


def test_no_name_and_no_address_that_the_person_ever_had_stays_in_the_database(client, uses):
    noor = cast.noor()
    invite_person(actor=noor, email="amara@example.org", roles=["author"], language="en")
    amara = person(name="Zwanikwa Erstname")
    for name in ("Zwanikwa Zweitname", "Zwanikwa Drittname"):
        change_profile(actor=amara, name=name, language="en", time_zone="UTC", access_needs="Zwanikwa needs")
    remarks.write(amara, noor, "Zwanikwa was late")
    client = sign_in()[0]
    client.post(reverse("account_reset_password"), {"email": "amara@example.org"})
    client.post(reverse("account_email"), {"email": "amara2@example.org", "password": PASSWORD})
    assert "Zwanikwa" in everything()
    client.post(reverse("people:erasure"), {"password": PASSWORD})
    left = everything()
    assert "Zwanikwa" not in left
    assert "amara@example.org" not in left
    assert "amara2@example.org" not in left


def test_what_they_wrote_about_others_stays_without_their_name():
    amara, samir = cast.amara(), cast.samir()
    about_her = remarks.write(amara, samir, "Came late.")
    by_samir = remarks.write(cast.yusuf(), samir, "Came early.")
    erase_person(actor=samir, person=samir)
    assert set(Remark.objects.values_list("text", "writer")) == {("Came late.", None), ("Came early.", None)}
    assert remarks.intact(Remark.objects.get(pk=by_samir.pk))
    erase_person(actor=amara, person=amara)
    assert not Remark.objects.filter(pk=about_her.pk).exists()


def test_what_they_gave_to_others_stays():
    noor, amara = cast.noor(), cast.amara()
    cast.farid()
    give_role(actor=noor, person=amara, role="author")
    erase_person(actor=noor, person=noor)
    assert Person.objects.get(pk=amara.pk).has_role("author")
    assert RoleGrant.objects.get(person=amara).given_by.name == ""


def test_sessions_end_and_nobody_signs_in_again():
    amara = person()
    here, there = sign_in()[0], sign_in()[0]
    assert here.post(reverse("people:erasure"), {"password": OTHER}).status_code == 400
    assert here.post(reverse("people:erasure"), {}).status_code == 400
    assert here.get(reverse("people:erasure")).status_code == 200
    amara.refresh_from_db()
    assert amara.erased_at is None
    answer = here.post(reverse("people:erasure"), {"password": PASSWORD})
    assert "You are erased" in answer.content.decode()
    assert not signed_in(here)
    assert not signed_in(there)
    assert sign_in()[1].status_code == 400
    assert sign_in(email=f"erased-{amara.pk}@erased.invalid")[1].status_code == 400


def test_without_a_password_a_word_is_typed(client):
    amara = cast.amara()
    client.force_login(amara)
    assert client.post(reverse("people:erasure"), {"word": "yes"}).status_code == 400
    assert client.post(reverse("people:erasure"), {"word": " erase "}).status_code == 200
    assert Person.objects.get(pk=amara.pk).erased_at


def test_the_address_is_free_again():
    amara = person()
    erase_person(actor=amara, person=amara)
    assert person().pk != amara.pk


def test_nobody_erases_another():
    with pytest.raises(NotYours):
        erase_person(actor=cast.noor(), person=cast.amara())


def test_twice_is_once():
    amara = cast.amara()
    first = erase_person(actor=amara, person=amara)
    assert erase_person(actor=amara, person=amara).erased_at == first.erased_at
    assert Event.objects.filter(name="people.erased").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_number_and_the_day_are_written_beside_the_keys_after_the_commit(keys):
    amara, yusuf = cast.amara(), cast.yusuf()
    with pytest.raises(RuntimeError), transaction.atomic():
        erase_person(actor=amara, person=amara)
        raise RuntimeError
    assert not (keys / "erasures.jsonl").exists()
    together(*[lambda one=one: erase_person(actor=one, person=one) for one in (amara, yusuf)])
    day = clock.today().isoformat()
    assert sorted(noted(keys), key=lambda one: one["id"]) == [{"id": one.pk, "day": day} for one in (amara, yusuf)]


@pytest.mark.django_db(transaction=True)
def test_an_erasure_in_parallel_with_itself_happens_once(keys):
    amara = cast.amara()
    results = together(*[lambda: erase_person(actor=amara, person=amara) for _ in range(3)])
    assert not failed(results)
    assert len(noted(keys)) == Event.objects.filter(name="people.erased").count() == 1


def test_a_line_that_a_crash_swallowed_or_cut_is_healed_at_night(keys):
    amara, yusuf = cast.amara(), cast.yusuf()
    for one in (amara, yusuf):
        erase_person(actor=one, person=one)
    keys.mkdir()
    (keys / "erasures.jsonl").write_text(f'{{"id": {amara.pk}, "day": "2027-03-01"}}\n{{"id": {yusuf.pk}, "da')
    for _ in range(2):
        heal_erasures.func()
    assert {one.person_id for one in erasures.read()} == {amara.pk, yusuf.pk}
    assert len((keys / "erasures.jsonl").read_text().splitlines()) == 3


def test_a_restore_erases_again_whom_the_back_up_still_knew():
    amara, yusuf = cast.amara(), cast.yusuf()
    noor = cast.noor()
    again = [Erasure(number, clock.today()) for number in (amara.pk, noor.pk, 999_999)]
    assert [one.pk for one in apply_erasures(again)] == [amara.pk, noor.pk]
    assert apply_erasures(again) == []
    assert Person.objects.get(pk=amara.pk).name == ""
    assert Person.objects.get(pk=yusuf.pk).name


def test_letters_and_invitations_go_too():
    amara = person()
    mail.write(key="x", to="AMARA@example.org", template="people/mail/have_account", language="en", person=amara)
    invitation, _token = invite_person(actor=None, email="amara@example.org", roles=["author"], language="en")
    erase_person(actor=amara, person=amara)
    assert not Letter.objects.exists()
    invitation.refresh_from_db()
    assert invitation.email == ""
    assert Invitation.objects.count() == 1


def test_the_download_holds_what_the_room_knows_and_begins_with_a_sentence(client, uses):
    amara = person()
    answer_consent(actor=amara, use="follow_up", answer=True)
    remarks.write(amara, cast.samir(), "Came late.")
    client.force_login(amara)
    assert client.get(reverse("people:data")).status_code == 200
    answer = client.post(reverse("people:data"))
    assert answer.streaming
    assert "attachment" in answer["Content-Disposition"]
    data = json.loads(b"".join(answer.streaming_content))
    assert data["README"].startswith("This is what the school holds about you")
    assert data["people"]["profile"]["email"] == "amara@example.org"
    assert data["people"]["consents"][0]["answer"] is True
    assert data["people"]["remarks_about_you"][0]["text"] == "Came late."
    assert "password" not in str(data["people"]["profile"])
    assert set(data) == {"README"} | {room.name for room in privacy.rooms()}
