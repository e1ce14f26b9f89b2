"""The first page: everything from the database, honest where there is nothing yet."""

from datetime import UTC, date, datetime

import pytest

from plusone.core import clock, site
from plusone.home import figures
from plusone.home.figures import Pace
from plusone.outcomes.models import GoalVerdict, LedgerEntry, Tally
from plusone.purpose.actions.state_goal import state_goal
from plusone.purpose.actions.state_purpose import state_purpose
from plusone.purpose.models import Goal
from plusone.testing import builders, cast


def at(*moment):
    clock.move(datetime(*moment, 9, tzinfo=UTC))


def verified(goal, seq, total):
    """The ledger stands at `total` for the goal."""
    return LedgerEntry.objects.create(
        seq=seq, kind="entry", raw="{}", hash=f"{seq:064}", goal=goal, total=total, written_at=clock.now()
    )


@pytest.fixture
def school(db):
    """A school with a goal of before, missed, and one in force for eleven months."""
    site.change(name="Rivage School")
    ines = cast.ines()
    at(2025, 1, 1)
    state_purpose(actor=ines, kind="mission", texts={"en": "Make education accessible.\nFor everyone."})
    state_purpose(actor=ines, kind="vision", texts={"en": "Help people to find jobs."})
    days = (date(2025, 1, 1), date(2025, 12, 31))
    before = state_goal(actor=ines, texts={"en": "A million"}, target=1_000_000, starts_on=days[0], due_on=days[1])
    at(2025, 12, 20)
    days = (date(2026, 1, 1), date(2027, 12, 31))
    now = state_goal(actor=ines, texts={"en": "500 by 2027"}, target=500, starts_on=days[0], due_on=days[1])
    Tally.objects.create(goal=now, celebrated_people=170, celebrated_jobs=178, verified_jobs=140)
    line = verified(before, 900, 48)
    GoalVerdict.objects.create(goal=before, entry=line, verified=45, celebrated_people=60, celebrated_jobs=61)
    at(2026, 6, 1)
    verified(now, 901, 60)
    at(2026, 11, 25)
    verified(now, 902, 136)
    return now


def words(page):
    return " ".join(page.content.decode().split())


def test_a_new_school_says_what_is_not_there_yet(client, db):
    page = words(client.get("/"))
    assert page.count("The leadership has not stated it yet.") == 2
    assert "There is no goal in force" in page
    assert "Not measured yet." in page
    assert "No course is published yet." in page


def test_it_shows_the_schools_words_both_counts_and_the_verdict_of_before(client, school):
    page = words(client.get("/"))
    for said in (
        "Make education accessible.",
        "Help people to find jobs.",
        "+136",
        ">170<",
        ">178<",
        ">140<",
        "of 500",
        "We are behind, and we say so.",
        "ended at 45:",
        "not reached",
    ):
        assert said in page, said


def test_a_course_to_read_stands_on_it_with_its_first_chapter(client, school):
    builders.course("keyboard", [builders.chapter("first-keys")])
    page = words(client.get("/"))
    assert 'href="/courses/keyboard/first-keys/"' in page
    assert "Choose a course" in page


def test_it_costs_the_same_with_many_courses(client, school, django_assert_max_num_queries):
    for n in range(5):
        builders.course(f"course-{n}", [builders.chapter(f"chapter-{n}")])
    with django_assert_max_num_queries(20):
        client.get("/")


def test_pace_is_worked_out_from_the_ledger(school):
    going = figures.pace(school, 136, date(2026, 11, 25))
    assert going == Pace(people=136, days=328, arrives=302, target=500)
    assert going.behind
    at(2027, 7, 1)
    later = figures.pace(school, 300, date(2027, 7, 1))
    assert (later.days, later.people, later.whole_year) == (365, 300 - 60, True)


def test_a_young_goal_has_no_pace_and_a_past_one_neither(school):
    assert figures.pace(school, 1, date(2026, 1, 30)) is None
    assert figures.pace(school, 1, date(2028, 1, 1)) is None


def test_a_verdict_is_not_changed_by_what_is_verified_later(client, school):
    page = words(client.get("/goals/"))
    assert "999,955 short." in page
    assert "<b>3 more</b> started before that day and were verified later." in page
    judged = figures.judged(Goal.objects.get(number=1), GoalVerdict.objects.get(), 48)
    assert (judged.verified, judged.later, judged.reached) == (45, 3, False)


def test_a_goal_that_begins_later_is_announced(client, db):
    at(2026, 1, 1)
    days = (date(2026, 3, 1), date(2027, 1, 1))
    state_goal(actor=cast.ines(), texts={"en": "Ten"}, target=10, starts_on=days[0], due_on=days[1])
    assert "It begins on" in words(client.get("/"))
    assert "No goal has begun yet." in words(client.get("/goals/"))


def test_impact_shows_the_count_and_when_the_first_release_comes(client, school):
    page = words(client.get("/impact/"))
    assert "+136" in page
    assert '<time datetime="2026-12-01">' in page


def test_the_interface_tells_each_goal_with_figures_and_verdict(client, school):
    told = client.get("/api/v1/goals/").json()
    assert told["next"] is None
    now, before = told["items"]
    assert (now["number"], now["words"], now["figures"]["verified_people"], now["verdict"]) == (
        2,
        {"en": "500 by 2027"},
        136,
        None,
    )
    assert before["verdict"] == {"verified_people": 45, "celebrated_people": 60, "reached": False}
    assert "/api/v1/goals/" in client.get("/api/v1/openapi.json").json()["paths"]
