"""The pages of the purpose: look first, then state; works as plain forms."""

import re
from datetime import UTC, datetime

import pytest

from plusone.core import clock
from plusone.purpose.models import Goal, Purpose
from plusone.testing import cast

MISSION = {"text_en": "Make education accessible.", "in_force_from": "2026-03-02", "after": "0"}
VISION = {
    "text_en": "Help people to find jobs.",
    "in_force_from": "2026-03-02",
    "after": "0",
    "refuse_pupils": "on",
    "phrase_refuse_pupils_en": "find jobs",
}


@pytest.fixture
def leader(client, db):
    clock.move(datetime(2026, 3, 2, 9, tzinfo=UTC))
    client.force_login(cast.ines(), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def seen_in(response):
    return re.search(r'name="seen" value="(\w+)"', response.content.decode()).group(1)


def test_a_new_school_says_that_nothing_is_stated(client, db):
    page = client.get("/purpose/").content.decode()
    assert "has not said yet why it exists" in page
    assert "No goal is stated yet" in page


def test_looking_states_nothing_and_confirming_states_it_once(leader):
    address = "/purpose/vision/versions/new/"
    looked = leader.post(address, VISION)
    assert looked.status_code == 200
    assert "This would be version 1" in looked.content.decode()
    assert not Purpose.objects.exists()
    confirmed = VISION | {"seen": seen_in(looked)}
    assert leader.post(address, confirmed).headers["Location"] == "/purpose/"
    assert Purpose.objects.get().scope == [
        {"rule": "refuse_audience", "audience": "pupils", "phrase": {"en": "find jobs"}}
    ]
    again = leader.post(address, confirmed)
    assert (again.status_code, Purpose.objects.count()) == (302, 1)
    other = leader.post(address, VISION | {"text_en": "Help people to find jobs now."})
    late = leader.post(address, VISION | {"text_en": "Help people to find jobs now.", "seen": seen_in(other)})
    assert (late.status_code, Purpose.objects.count()) == (409, 1)


def test_words_changed_after_looking_are_looked_at_again(leader):
    looked = leader.post("/purpose/mission/versions/new/", MISSION)
    changed = leader.post(
        "/purpose/mission/versions/new/", MISSION | {"text_en": "Something else.", "seen": seen_in(looked)}
    )
    assert changed.status_code == 200
    assert not Purpose.objects.exists()


def test_a_limit_without_its_words_is_shown_beside_the_question(leader):
    answer = leader.post("/purpose/vision/versions/new/", VISION | {"phrase_refuse_pupils_en": "maths"})
    assert answer.status_code == 400
    assert "These words do not stand in the vision above." in answer.content.decode()


def test_another_language_is_kept_and_shown_with_its_direction(leader):
    given = MISSION | {"other_language": "ar", "other_text": "التعليم للجميع"}
    looked = leader.post("/purpose/mission/versions/new/", given)
    leader.post("/purpose/mission/versions/new/", given | {"seen": seen_in(looked)})
    assert Purpose.objects.get().texts["ar"] == "التعليم للجميع"
    assert 'name="text_ar"' in leader.get("/purpose/mission/versions/new/").content.decode()


def test_hostile_words_are_shown_as_words(leader):
    looked = leader.post("/purpose/mission/versions/new/", MISSION | {"text_en": "<script>alert(1)</script>"})
    assert "<script>alert" not in looked.content.decode()


def test_a_goal_is_looked_at_then_stated(leader):
    given = {
        "target": "500",
        "starts_on": "2026-03-02",
        "due_on": "2028-12-31",
        "text_en": "500 people",
        "evidence_level": "E2",
        "after": "0",
    }
    looked = leader.post("/purpose/goals/new/", given)
    assert "about 15 people a month" in looked.content.decode()
    assert leader.post("/purpose/goals/new/", given | {"seen": seen_in(looked)}).status_code == 302
    assert Goal.objects.get().target == 500
    assert leader.post("/purpose/goals/new/", given | {"seen": seen_in(looked)}).status_code == 302
    assert Goal.objects.count() == 1
    other = given | {"target": "600"}
    refused = leader.post("/purpose/goals/new/", other | {"seen": seen_in(leader.post("/purpose/goals/new/", other))})
    assert refused.status_code == 409
    assert leader.post("/purpose/goals/new/", given | {"due_on": "someday"}).status_code == 400
    assert leader.post("/purpose/goals/1/wordings/new/", {"text_en": "Five hundred", "after": "1"}).status_code == 302
    assert "Five hundred" in leader.get("/purpose/").content.decode()


def test_the_page_costs_the_same_however_long_the_history_is(leader, django_assert_num_queries):
    for n in range(12):
        Purpose.objects.create(kind="mission", version=n + 1, texts={"en": f"No {n}"}, in_force_from=clock.today())
    leader.logout()
    with django_assert_num_queries(4):  # the school, its purpose, its goals, their words
        leader.get("/purpose/")
