"""Goals: dated, for a number of people, and never two on one day."""

from datetime import UTC, date, datetime

import pytest

from plusone.core import clock, events, facts, quotes
from plusone.core.models import Event
from plusone.purpose import words
from plusone.purpose.access import ForLeadership
from plusone.purpose.actions import state_goal as action
from plusone.purpose.actions.reword_goal import NothingNew, WordsSaidBetween, reword_goal
from plusone.purpose.actions.state_goal import state_goal
from plusone.purpose.models import Goal, GoalWording
from plusone.purpose.queries import goals
from plusone.testing import cast
from plusone.testing.races import failed, together, worked

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _today():
    clock.move(datetime(2026, 3, 2, 9, tzinfo=UTC))


def goal(start=TODAY, due=date(2028, 12, 31), **changed):
    given = {"texts": {"en": "500 people by 2028"}, "target": 500, "starts_on": start, "due_on": due}
    return state_goal(actor=changed.pop("actor", None) or cast.ines(), **given | changed)


@pytest.mark.django_db
def test_it_states_a_goal_with_its_words_and_tells():
    stated = goal()
    assert (stated.number, stated.target, stated.evidence_level) == (1, 500, "E2")
    assert stated.wordings.get().texts == {"en": "500 people by 2028"}
    assert Event.objects.get(name="purpose.goal_stated").subject_id == str(stated.pk)
    assert quotes.quote("goal", "fr") == quotes.Quote("500 people by 2028", "en", "1.1")
    assert facts.read("purpose.goal_target", TODAY).value == 500
    assert facts.read("purpose.goal_days_left", date(2028, 12, 31)).value == 1
    assert facts.read("purpose.goal_target", date(2029, 1, 1)).value is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"target": 0}, action.TargetTooSmall),
        ({"target": -5}, action.TargetTooSmall),
        ({"target": 10**12}, action.TargetTooSmall),
        ({"due": TODAY}, action.DueBeforeStart),
        ({"due": date(2026, 1, 1)}, action.DueBeforeStart),
        ({"start": date(2020, 1, 1), "due": date(2025, 1, 1)}, action.AlreadyOver),
        ({"evidence_level": "E1"}, action.UnknownLevel),
        ({"texts": {"en": ""}}, words.NoWords),
    ],
)
def test_it_refuses(changed, refusal):
    with pytest.raises(refusal):
        goal(**changed)
    assert not Goal.objects.exists()


@pytest.mark.django_db
def test_only_leadership_states_and_rewords_it():
    stated = goal()
    with pytest.raises(ForLeadership):
        goal(actor=cast.noor())
    with pytest.raises(ForLeadership):
        reword_goal(actor=cast.lea(), goal=stated, texts={"en": "Mine"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2028, 12, 31), date(2030, 1, 1)),
        (date(2026, 4, 1), date(2026, 5, 1)),
        (date(2026, 3, 3), date(2040, 1, 1)),
    ],
)
def test_goals_never_share_a_day(start, due):
    goal()
    with pytest.raises(action.Overlaps):
        goal(start, due)


@pytest.mark.django_db
def test_the_next_goal_may_begin_on_the_day_after():
    goal()
    later = goal(date(2029, 1, 1), date(2030, 1, 1))
    assert (later.number, Goal.objects.on(date(2028, 12, 31)).number, Goal.objects.on(date(2029, 1, 1)).number) == (
        2,
        1,
        2,
    )
    assert [one.when for one in goals("en", TODAY)] == ["next", "now"]


@pytest.mark.django_db
def test_a_first_goal_may_begin_in_the_past_until_something_is_reported():
    assert goal(date(2026, 1, 1)).number == 1


@pytest.mark.django_db
def test_it_refuses_a_start_in_the_past_once_a_job_was_reported():
    if "outcomes.reported" not in {one.name for one in events.declared()}:
        events.declare("outcomes.reported", "A test's own event.")
    Event.objects.create(name="outcomes.reported", at=clock.now(), subject_type="outcomes.outcome", subject_id="1")
    with pytest.raises(action.StartsInThePast):
        goal(date(2026, 3, 1))


@pytest.mark.django_db
def test_it_refuses_a_second_goal_that_begins_in_the_past():
    clock.move(datetime(2024, 1, 1, tzinfo=UTC))
    goal(date(2024, 1, 1), date(2024, 12, 31))
    clock.move(datetime(2026, 3, 2, tzinfo=UTC))
    with pytest.raises(action.StartsInThePast):
        goal(date(2026, 3, 1))


@pytest.mark.django_db(transaction=True)
def test_two_goals_stated_at_once_never_overlap():
    ines = cast.ines()
    results = together(
        *(lambda year=year: goal(date(2026, 5, 1), date(year, 1, 1), actor=ines) for year in (2027, 2028, 2029, 2030))
    )
    assert len(worked(results)) == 1
    assert {type(one) for one in failed(results)} <= {action.GoalSaidBetween, action.Overlaps}
    assert Goal.objects.count() == 1


@pytest.mark.django_db
def test_its_words_change_and_its_number_stays():
    stated = goal()
    reword_goal(actor=cast.ines(), goal=stated, texts={"en": "Five hundred people", "fr": "Cinq cents"}, after=1)
    shown = goals("fr", TODAY)[0]
    assert (shown.words.text, shown.goal.target, [one.words.text for one in shown.earlier]) == (
        "Cinq cents",
        500,
        ["500 people by 2028"],
    )
    assert quotes.quote("goal", "en").version == "1.2"
    with pytest.raises(WordsSaidBetween):
        reword_goal(actor=cast.ines(), goal=stated, texts={"en": "Other"}, after=1)
    with pytest.raises(NothingNew):
        reword_goal(actor=cast.ines(), goal=stated, texts={"en": "Five hundred people", "fr": "Cinq cents"})


@pytest.mark.django_db(transaction=True)
def test_words_changed_at_once_are_changed_once():
    stated, ines = goal(), cast.ines()
    results = together(
        *(lambda n=n: reword_goal(actor=ines, goal=stated, texts={"en": f"Words {n}"}, after=1) for n in range(3))
    )
    assert len(worked(results)) == 1
    assert GoalWording.objects.count() == 2
