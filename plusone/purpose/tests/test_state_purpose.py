"""The mission and the vision: always a next version, never a change."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from plusone.core import clock, quotes, site
from plusone.core.models import Event
from plusone.purpose import scope, words
from plusone.purpose.access import ForLeadership
from plusone.purpose.actions import state_purpose as action
from plusone.purpose.actions.state_purpose import state_purpose
from plusone.purpose.models import Purpose
from plusone.purpose.queries import purpose_page, what_is_new
from plusone.testing import cast
from plusone.testing.races import failed, together, worked

DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
VISION = {"en": "Help people to find jobs and remain employable."}
PUPILS = {"rule": scope.REFUSE_AUDIENCE, "audience": "pupils", "phrase": {"en": "find jobs"}}
SERVES = {"rule": scope.REQUIRE_SERVES, "phrase": {"en": "Find jobs"}}


@pytest.fixture(autouse=True)
def _today():
    clock.move(DAY)


@pytest.mark.django_db
def test_it_states_the_first_version_and_tells():
    stated = state_purpose(actor=cast.ines(), kind="mission", texts={"en": "  Make education accessible. \n For all. "})
    assert (stated.version, stated.texts, stated.in_force_from) == (
        1,
        {"en": "Make education accessible.\nFor all."},
        date(2026, 3, 2),
    )
    event = Event.objects.get(name="purpose.stated")
    assert (event.actor_id, event.data) == (cast.ines().pk, {"kind": "mission", "version": 1})


@pytest.mark.django_db
def test_a_later_version_waits_for_its_day_and_the_earlier_stays_as_it_was():
    state_purpose(actor=cast.ines(), kind="vision", texts={"en": "Help people to find jobs."})
    state_purpose(actor=cast.ines(), kind="vision", texts=VISION, in_force_from=date(2026, 5, 1))
    told = purpose_page("en", date(2026, 4, 30)).vision
    assert (told.current.number, [one.number for one in told.coming]) == (1, [2])
    told = purpose_page("en", date(2026, 5, 1)).vision
    assert (told.current.number, told.earlier[0].until) == (2, date(2026, 4, 30))
    assert Purpose.objects.in_force("vision", date(2026, 4, 30)).version == 1


@pytest.mark.django_db
def test_a_version_replaced_on_its_first_day_says_so():
    for text in ("One.", "Two."):
        state_purpose(actor=cast.ines(), kind="mission", texts={"en": text})
    told = purpose_page("en", date(2026, 3, 2)).mission
    assert (told.current.words.text, told.earlier[0].never) == ("Two.", True)


@pytest.mark.django_db
def test_only_leadership_states_it():
    for somebody in (cast.lea(), cast.noor(), cast.stranger()):
        with pytest.raises(ForLeadership):
            state_purpose(actor=somebody, kind="mission", texts={"en": "Mine."})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"texts": {"en": " \n "}}, words.NoWords),
        ({"texts": {}}, words.NoWords),
        ({"texts": {"en": "x" * 1001}}, words.TooLong),
        ({"texts": {"zz": "Words"}}, words.UnknownLanguage),
        ({"texts": {"en": "Words"}, "in_force_from": date(2026, 3, 1)}, action.InThePast),
        ({"texts": {"en": "Words"}, "scope_rules": [PUPILS]}, scope.OnlyTheVision),
    ],
)
def test_it_refuses(given, refusal):
    with pytest.raises(refusal):
        state_purpose(actor=cast.ines(), kind="mission", **given)
    assert not Purpose.objects.exists()


@pytest.mark.django_db
def test_it_refuses_the_same_words_a_version_before_the_newest_and_what_was_written_over_another():
    ines = cast.ines()
    state_purpose(actor=ines, kind="mission", texts={"en": "One."}, in_force_from=date(2026, 6, 1), after=0)
    with pytest.raises(action.NothingNew):
        state_purpose(actor=ines, kind="mission", texts={"en": "One."}, in_force_from=date(2026, 6, 1))
    with pytest.raises(action.BeforeTheNewest):
        state_purpose(actor=ines, kind="mission", texts={"en": "Two."}, in_force_from=date(2026, 5, 31))
    with pytest.raises(action.SaidBetween):
        state_purpose(actor=ines, kind="mission", texts={"en": "Two."}, in_force_from=date(2026, 6, 1), after=0)


@pytest.mark.django_db
def test_each_limit_rests_on_words_of_the_vision():
    stated = state_purpose(actor=cast.ines(), kind="vision", texts=VISION, scope_rules=[PUPILS, SERVES, PUPILS])
    assert [rule["rule"] for rule in stated.scope] == [scope.REFUSE_AUDIENCE, scope.REQUIRE_SERVES]
    limit = purpose_page("fr", date(2026, 3, 2)).vision.current.limits[0]
    assert (limit.phrase.text, limit.phrase.language) == ("find jobs", "en")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rule", "refusal"),
    [
        (PUPILS | {"phrase": {"en": "school maths"}}, scope.PhraseMissing),
        (PUPILS | {"phrase": {"fr": "find jobs"}}, scope.PhraseMissing),
        (PUPILS | {"phrase": {"en": " "}}, scope.PhraseMissing),
        (PUPILS | {"phrase": {}}, scope.PhraseMissing),
        (PUPILS | {"audience": "cats"}, scope.UnknownRule),
        ({"rule": "delete_everything", "phrase": {"en": "find jobs"}}, scope.UnknownRule),
    ],
)
def test_it_refuses_a_limit_without_its_words(rule, refusal):
    with pytest.raises(refusal):
        state_purpose(actor=cast.ines(), kind="vision", texts=VISION, scope_rules=[rule])


@pytest.mark.django_db(transaction=True)
def test_two_at_once_state_one_version_each_or_one_is_told():
    ines = cast.ines()
    results = together(
        *(lambda n=n: state_purpose(actor=ines, kind="mission", texts={"en": f"Words {n}."}, after=0) for n in range(4))
    )
    assert len(worked(results)) == 1
    assert {type(one) for one in failed(results)} == {action.SaidBetween}
    assert list(Purpose.objects.values_list("version", flat=True)) == [1]


@pytest.mark.django_db
def test_nobody_edits_a_version_not_even_by_sql():
    state_purpose(actor=cast.ines(), kind="mission", texts={"en": "One."})
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE purpose_purpose SET version = 2")


@pytest.mark.django_db
def test_course_texts_quote_what_is_in_force():
    assert quotes.quote("mission", "en") is None
    state_purpose(actor=cast.ines(), kind="mission", texts={"en": "Learn.", "fr": "Apprendre."})
    state_purpose(actor=cast.ines(), kind="mission", texts={"en": "Later."}, in_force_from=date(2026, 9, 1))
    assert quotes.quote("mission", "fr") == quotes.Quote("Apprendre.", "fr", "1")
    assert quotes.quote("mission", "de") == quotes.Quote("Learn.", "en", "1")


@pytest.mark.django_db
def test_words_fall_back_to_the_schools_language():
    site.change(language="fr")
    said = words.pick({"en": "Learn.", "fr": "Apprendre.\nPour tous.", "ar": "تعلّم"}, "nl")
    assert (said.language, said.first, said.rest, said.direction) == ("fr", "Apprendre.", "Pour tous.", "ltr")
    assert words.pick({"ar": "تعلّم"}, "nl").direction == "rtl"
    assert words.pick({"fr": "Apprendre."}, "fr-be").language == "fr"


def test_what_is_new_is_marked_word_by_word():
    pieces = what_is_new("Help people to find jobs.", "Help people to find jobs, and children learn.")
    assert [(piece.text, piece.new) for piece in pieces] == [
        ("Help people to find", False),
        ("jobs, and children learn.", True),
    ]
