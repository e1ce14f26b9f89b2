import json
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from plusone.core import clock, events
from plusone.core.models import Event
from plusone.outcomes import releases, rules
from plusone.outcomes.actions.answer_follow_up import answer_follow_up
from plusone.outcomes.actions.freeze_release import freeze_releases
from plusone.outcomes.actions.withdraw_report import withdraw_report
from plusone.outcomes.jobs_follow import freeze_release
from plusone.outcomes.models import FollowUp, FollowUpAnswer, Outcome, Release
from plusone.outcomes.queries_release import months, newest
from plusone.outcomes.retention import Retention
from plusone.outcomes.tests import starts
from plusone.outcomes.tests.starts import FIRST_DAY, at, verified_start
from plusone.outcomes.tests.test_answer_follow_up import ASKED, asked_job, token_of
from plusone.outcomes.tests.test_retention import start
from plusone.testing import cast
from plusone.testing.races import failed, together, worked

APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)


def school_since(day: date = FIRST_DAY) -> None:
    """Something happened in the school on that day, so it exists."""
    with clock.moved_to(at(day)), transaction.atomic():
        events.record("outcomes.rules_stated")


def freeze_on(day: date, hour: int = 9) -> list[Release]:
    with clock.moved_to(at(day, hour)):
        return freeze_releases()


def row_of(release: Release, days: int = 30) -> dict:
    return next(one for one in release.figures["retention"] if one["days"] == days)


def standing_of(release: Release) -> dict[str, int]:
    return {one["state"]: one["jobs"] for one in release.figures["standing"]}


def exact(n: int, in_work: int, unknown: int) -> dict:
    return releases.row(Retention(30, n, in_work, unknown), rules.Rules(1, None, rules.defaults()))


@pytest.mark.django_db
def test_the_job_freezes_the_month_once():
    school_since()
    with clock.moved_to(at(APRIL, 1)):
        freeze_release.func()
        freeze_release.func()
    assert freeze_on(date(2026, 4, 30)) == []
    assert months() == [APRIL]
    assert Event.objects.filter(name="outcomes.release_frozen").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("day", (date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 17), date(2026, 4, 30)))
def test_a_release_belongs_to_a_1st_whichever_day_it_is_made(day):
    school_since(date(2025, 12, 30))
    assert [one.month.day for one in freeze_on(day)] == [1]


@pytest.mark.django_db
def test_nothing_is_frozen_for_a_day_on_which_the_school_did_not_exist():
    assert freeze_on(APRIL) == []
    school_since(date(2026, 4, 2))
    assert freeze_on(date(2026, 4, 20)) == []
    assert [one.month for one in freeze_on(MAY)] == [MAY]


@pytest.mark.django_db
def test_a_worker_that_was_down_freezes_later_what_was_true_on_the_1st():
    job = asked_job()  # its 30th day is 1 April
    clock.move(at(date(2026, 4, 30), 23))
    answer_follow_up(token=token_of(job), answer="same")
    clock.move(datetime(2026, 5, 1, 0, 0, tzinfo=UTC))
    answer_follow_up(token=token_of(job), answer="seeking")
    late = freeze_on(date(2026, 5, 20))
    prompt = releases.figures(MAY, rules.in_force(MAY))
    assert [one.month for one in late] == [MAY]
    assert late[0].figures == prompt
    assert late[0].figures["as_of"] == "2026-05-01T00:00:00Z"


@pytest.mark.django_db
def test_missing_months_are_made_too_each_as_of_its_own_1st():
    school_since()
    freeze_on(APRIL)
    for number in range(25):
        start(number, "same", answered_on=date(2026, 5, 10))
    made = freeze_on(date(2026, 7, 3))
    assert [one.month.month for one in made] == [5, 6, 7]
    assert [row_of(one)["in_work"] for one in made] == [0, 25, 25]
    assert [row_of(one)["unknown"] for one in made] == [25, 0, 0]


@pytest.mark.django_db
def test_an_answer_after_the_1st_shows_only_in_the_next_release():
    school_since()
    jobs = [start(number, "same", answered_on=ASKED) for number in range(24)]
    freeze_on(MAY)
    before = Release.objects.get().figures
    for job in jobs[:10]:
        row = FollowUp.objects.get(outcome=job)
        FollowUpAnswer.objects.create(follow_up=row, answer="seeking", at=at(MAY))
    assert freeze_on(date(2026, 5, 31)) == []
    assert Release.objects.get().figures == before
    after = freeze_on(date(2026, 6, 1))[0]
    assert (row_of(Release.objects.get(month=MAY))["in_work"], row_of(after)["in_work"]) == (25, 15)


@pytest.mark.django_db
def test_a_release_never_changes():
    school_since()
    freeze_on(APRIL)
    for change in (
        lambda: Release.objects.update(figures={}),
        lambda: Release.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Release.objects.get().figures["retention"]


@pytest.mark.django_db
def test_counts_are_rounded_and_shares_come_from_the_rounded_counts():
    found = exact(43, 33, 6)
    assert (found["n"], found["in_work"], found["unknown"], found["fewer"]) == (45, 35, 5, [])
    assert (found["share"], found["lowest"], found["highest"]) == (0.7778, 0.7778, 0.8889)
    assert found["interval"] == [0.6373, 0.8746]


@pytest.mark.parametrize("n", range(1, 20))
def test_fewer_than_twenty_show_no_figure_at_all(n):
    assert {value for key, value in exact(n, n, 0).items() if key not in {"days", "fewer"}} == {None}


def test_nobody_is_nought_and_no_rate():
    found = exact(0, 0, 0)
    assert (found["n"], found["share"], found["lowest"]) == (0, None, None)


def test_more_than_a_fifth_unknown_gives_the_range_and_no_share():
    assert exact(100, 60, 20)["share"] == 0.6
    found = exact(100, 60, 25)
    assert (found["share"], found["interval"], found["lowest"], found["highest"]) == (None, None, 0.6, 0.85)


def test_a_small_number_of_unknown_is_said_to_be_small_and_thought_of_as_large():
    found = exact(40, 38, 2)
    assert (found["unknown"], found["fewer"]) == (5, ["unknown"])
    assert found["highest"] == 1.0


def test_few_in_work_give_a_range_that_begins_at_nought():
    found = exact(40, 2, 0)
    assert (found["fewer"], found["share"], found["lowest"], found["highest"]) == (["in_work"], None, 0.0, 0.125)


def test_what_is_shown_always_holds_what_is_true_but_for_the_rounding():
    for n in range(20, 70):
        for in_work in range(n + 1):
            for unknown in (0, (n - in_work) // 2, n - in_work):
                found = exact(n, in_work, unknown)
                assert 0 <= found["lowest"] <= found["highest"] <= 1
                assert found["lowest"] <= (in_work + 2) / (n - 2) + 0.0001
                assert found["highest"] >= (in_work + unknown - 4) / (n + 2) - 0.0001


@pytest.mark.django_db
def test_every_reported_job_stands_in_one_row_as_of_the_1st():
    checked = verified_start(cast.amara())
    uncounted = verified_start(cast.yusuf(), credit="no")
    with clock.moved_to(at(FIRST_DAY)):
        starts.report(cast.member("nadia"))
        taken_back = starts.report(cast.stranger())
        waiting = starts.check(starts.report(cast.ines()))
    with clock.moved_to(at(date(2026, 4, 10))):
        withdraw_report(actor=taken_back.person, outcome_id=taken_back.pk)
    by = rules.Rules(1, None, {**rules.defaults(), "round_to": 1})
    stood = {one["state"]: one["jobs"] for one in releases.standing(APRIL, by) if one["jobs"]}
    assert stood == {"waiting_proof": 2, "waiting_start": 1, "counted": 1, "not_counted": 1}
    assert {one["state"]: one["jobs"] for one in releases.standing(MAY, by)}["waiting_proof"] == 1
    assert {one["jobs"] for one in releases.standing(FIRST_DAY.replace(day=1), by)} == {0}
    assert checked.counted_since and not uncounted.counted_since and not waiting.counted_since
    assert Outcome.objects.count() == 5


@pytest.mark.django_db
def test_small_states_are_said_to_be_small():
    verified_start(cast.amara())
    frozen = freeze_on(APRIL)[0]
    assert standing_of(frozen)["counted"] == 5
    assert newest().standing[3].jobs.fewer


@pytest.mark.django_db
def test_the_newest_is_one_query_and_none_before_the_first(django_assert_num_queries):
    assert newest() is None
    school_since()
    freeze_on(APRIL)
    with django_assert_num_queries(1):
        found = newest()
    assert (found.month, found.key, found.headline) == (APRIL, "2026-04", None)


@pytest.mark.django_db
def test_the_headline_is_half_a_year_where_it_can_be_shown():
    school_since(date(2025, 1, 1))
    for number in range(22):
        start(number, "same", first_day=date(2025, 6, 1), answered_on=date(2025, 7, 1))
    freeze_on(APRIL)
    assert newest().headline.days == 180
    assert newest().headline.share is None  # nobody answered at 180 days
    assert (newest().headline.lowest, newest().headline.highest) == (0, 100)


@pytest.mark.django_db
def test_pages_show_the_release_with_a_table_for_the_chart(client: Client):
    assert client.get(reverse("outcomes:releases")).status_code == 200
    school_since()
    for number in range(24):
        start(number, "same" if number < 20 else "")
    freeze_on(MAY)
    address = reverse("outcomes:release", args=[MAY])
    assert address == "/impact/releases/2026-05/"
    assert address in client.get(reverse("outcomes:releases")).content.decode()
    shown = client.get(address).content.decode()
    assert shown.count('class="bound"') == 1
    assert "fewer than 5" in shown
    assert "80 %" in shown
    told = json.loads(client.get("/impact/releases/2026-05.json").content)
    assert told["month"] == "2026-05"
    assert told["retention"] == Release.objects.get().figures["retention"]


@pytest.mark.django_db
@pytest.mark.parametrize("month", ["2026-13", "2026-00", "0000-01", "2026-5", "2026-06", "x", "2026-05-01"])
def test_a_month_that_has_no_release_does_not_exist(client: Client, month):
    assert client.get(f"/impact/releases/{month}/").status_code == 404
    assert client.get(f"/impact/releases/{month}.json").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_the_1st_freeze_one_release():
    school_since()
    clock.move(at(APRIL))
    results = together(*[freeze_releases] * 4)
    assert not failed(results)
    assert sum(len(one) for one in worked(results)) == 1
    assert Release.objects.count() == 1


@pytest.mark.django_db
def test_the_release_after_december_is_january():
    school_since(date(2026, 12, 3))
    assert [one.month for one in freeze_on(date(2027, 1, 1))] == [date(2027, 1, 1)]
    assert [one.month for one in freeze_on(date(2027, 2, 28))] == [date(2027, 2, 1)]
