import pytest
from django.urls import reverse

from plusone.core import privacy
from plusone.core.models import Event
from plusone.people.actions.answer_consent import answer_consent
from plusone.people.actions.register_person import UnknownUse
from plusone.people.models import Consent
from plusone.people.queries import allows, consents
from plusone.testing import cast
from plusone.testing.races import failed, together

pytestmark = pytest.mark.django_db


def test_no_answer_is_no_and_the_newest_answer_holds(uses):
    amara = cast.amara()
    assert not allows(amara, "follow_up")
    answer_consent(actor=amara, use="follow_up", answer=True)
    assert allows(amara, "follow_up")
    assert not allows(amara, "name_in_dance")
    assert not allows(cast.yusuf(), "follow_up")
    answer_consent(actor=amara, use="follow_up", answer=False)
    assert not allows(amara, "follow_up")
    assert [one.answer for one in consents(amara)[0].history] == [False, True]


def test_the_same_answer_again_is_no_second_row_but_a_new_wording_is(uses, monkeypatch):
    amara = cast.amara()
    for _ in range(3):
        answer_consent(actor=amara, use="follow_up", answer=True)
    assert Consent.objects.count() == Event.objects.filter(name="people.consent_answered").count() == 1
    monkeypatch.setattr(privacy, "_uses", {})
    privacy.use("follow_up", question="Ask more?", yes="y", no="n", version=3)
    assert answer_consent(actor=amara, use="follow_up", answer=True).wording == 3
    assert Consent.objects.count() == 2


def test_an_unknown_use_is_refused(uses):
    with pytest.raises(UnknownUse):
        answer_consent(actor=cast.amara(), use="sell_everything", answer=True)


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_leave_one_newest(uses):
    amara = cast.amara()
    results = together(
        *[lambda answer=answer: answer_consent(actor=amara, use="follow_up", answer=answer) for answer in (1, 0, 1, 0)]
    )
    assert not failed(results)
    newest = Consent.objects.order_by("-pk").first()
    assert allows(amara, "follow_up") is newest.answer


def test_the_page_shows_each_use_takes_answers_and_tells_the_history(client, uses):
    amara = cast.amara()
    client.force_login(amara)
    page = reverse("people:consents")
    assert client.get(page).content.decode().count("Not answered, so no") == 2
    assert client.post(reverse("people:consent", args=["follow_up"]), {"answer": "yes"}).status_code == 302
    text = client.get(page).content.decode()
    assert "wording 2" in text
    assert text.count("Not answered, so no") == 1
    assert client.post(reverse("people:consent", args=["follow_up"]), {"answer": "maybe"}).status_code == 400
    assert client.post(reverse("people:consent", args=["sell_everything"]), {"answer": "yes"}).status_code == 409
    assert client.get(reverse("people:consent", args=["follow_up"])).status_code == 405
    assert allows(amara, "follow_up")


def test_the_page_costs_the_same_for_many_answers(client, uses, django_assert_num_queries):
    amara = cast.amara()
    client.force_login(amara)
    client.get(reverse("people:consents"))
    for answer in [True, False] * 20:
        answer_consent(actor=amara, use="follow_up", answer=answer)
    with django_assert_num_queries(4):
        client.get(reverse("people:consents"))
