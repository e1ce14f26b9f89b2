from datetime import UTC, date, datetime, timedelta

import pytest

from plusone.core import clock
from plusone.core.models import Letter
from plusone.outcomes import followups
from plusone.outcomes.actions.ask_follow_up import ask_follow_up
from plusone.outcomes.actions.change_report import change_report
from plusone.outcomes.actions.confirm_start import confirm_start
from plusone.outcomes.actions.withdraw_report import withdraw_report
from plusone.outcomes.jobs_follow import ask_due
from plusone.outcomes.models import FollowUp, VerifiedStart
from plusone.outcomes.tests import starts
from plusone.outcomes.tests.starts import FIRST_DAY, at, follow_up, says_yes, verified_start
from plusone.people.actions.erase_person import erase_person
from plusone.testing import cast
from plusone.testing.races import failed, together


def day(number: int) -> datetime:
    return at(FIRST_DAY + timedelta(days=number))


def ask_on(*moments: datetime) -> None:
    for moment in moments:
        with clock.moved_to(moment):
            ask_due.func()


def letters() -> list[Letter]:
    return list(Letter.objects.filter(key__startswith="outcomes.follow_up:").order_by("pk"))


@pytest.mark.django_db
def test_a_verified_start_has_five_follow_ups():
    job = verified_start(cast.amara())
    due = dict(FollowUp.objects.filter(outcome=job).values_list("days", "due_on"))
    assert due == {days: FIRST_DAY + timedelta(days=days) for days in (30, 90, 180, 365, 730)}


@pytest.mark.django_db
def test_a_job_that_is_verified_but_not_counted_is_followed_too():
    job = verified_start(cast.amara(), credit="no")
    assert job.counted_since is None
    assert job.follow_ups.count() == 5


@pytest.mark.django_db
def test_a_checked_job_without_a_confirmed_start_is_not_followed():
    with clock.moved_to(at(FIRST_DAY)):
        job = starts.check(starts.report(cast.amara(), FIRST_DAY))
    assert not job.follow_ups.exists()


@pytest.mark.django_db
def test_a_start_that_is_confirmed_twice_is_one_start():
    job = verified_start(cast.amara())
    with clock.moved_to(day(1)):
        confirm_start(actor=job.person, outcome_id=job.pk)
    assert (job.follow_ups.count(), VerifiedStart.objects.count()) == (5, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first_day", "due"),
    [
        (date(2027, 1, 31), date(2027, 3, 2)),
        (date(2028, 1, 31), date(2028, 3, 1)),  # a leap year
        (date(2028, 2, 29), date(2028, 3, 30)),
        (date(2026, 12, 2), date(2027, 1, 1)),
    ],
)
def test_thirty_days_are_thirty_days_across_months_and_leap_days(first_day, due):
    assert follow_up(verified_start(cast.amara(), first_day)).due_on == due


@pytest.mark.django_db
def test_the_day_comes_where_the_person_lives():
    far = says_yes(cast.amara())
    far.time_zone = "Pacific/Auckland"
    far.save()
    job = verified_start(far)
    ask_on(datetime(2026, 3, 31, 10, 59, tzinfo=UTC))  # 23:59 on the day before the 30th
    assert not letters()
    ask_on(datetime(2026, 3, 31, 11, 0, tzinfo=UTC))
    assert len(letters()) == 1
    assert follow_up(job).tries == 1


@pytest.mark.django_db
def test_a_person_west_of_us_is_not_asked_a_day_early():
    far = says_yes(cast.amara())
    far.time_zone = "America/Los_Angeles"
    far.save()
    verified_start(far, date(2026, 3, 3))
    ask_on(datetime(2026, 4, 2, 6, 59, tzinfo=UTC))
    assert not letters()
    ask_on(datetime(2026, 4, 2, 7, 0, tzinfo=UTC))
    assert len(letters()) == 1


@pytest.mark.django_db
def test_it_tries_on_days_0_7_and_14_and_then_says_unreachable():
    job = verified_start(says_yes(cast.amara()))
    ask_on(day(29))
    assert not letters()
    for number, tries in [(30, 1), (31, 1), (36, 1), (37, 2), (43, 2), (44, 3), (50, 3)]:
        ask_on(day(number))
        assert (follow_up(job).tries, len(letters()), follow_up(job).answer) == (tries, tries, "")
    ask_on(day(51))
    assert follow_up(job).answer == "unreachable"
    ask_on(day(52), day(58))
    assert len(letters()) == 3


@pytest.mark.django_db
def test_the_job_run_twice_on_a_day_writes_one_letter():
    verified_start(says_yes(cast.amara()))
    ask_on(day(30), day(30), day(30))
    assert len(letters()) == 1


@pytest.mark.django_db
def test_a_worker_that_was_down_asks_later_with_the_same_gaps():
    verified_start(says_yes(cast.amara()))
    ask_on(day(35), day(41))
    assert len(letters()) == 1
    ask_on(day(42))
    assert len(letters()) == 2


@pytest.mark.django_db
def test_nobody_is_asked_when_no_answer_could_be_about_that_day():
    job = verified_start(says_yes(cast.amara()))
    ask_on(day(61))
    assert follow_up(job).answer == "too_late"
    assert not letters()


@pytest.mark.django_db
@pytest.mark.parametrize("answers", [[], [False], [True, False]])
def test_who_did_not_say_yes_is_not_asked(answers):
    job = verified_start(cast.amara())
    for answer in answers:
        says_yes(cast.amara(), to_being_asked=answer)
    ask_on(day(30), day(37))
    assert follow_up(job).answer == "not_asked"
    assert not letters()


@pytest.mark.django_db
def test_who_takes_the_yes_back_gets_no_second_letter():
    job = verified_start(says_yes(cast.amara()))
    ask_on(day(30))
    says_yes(cast.amara(), to_being_asked=False)
    ask_on(day(37))
    assert len(letters()) == 1
    assert follow_up(job).answer == "not_asked"


@pytest.mark.django_db
def test_a_withdrawn_job_is_not_asked_about():
    job = verified_start(says_yes(cast.amara()))
    with clock.moved_to(day(10)):
        withdraw_report(actor=job.person, outcome_id=job.pk)
    ask_on(day(30))
    assert not letters()
    assert VerifiedStart.objects.get().until == day(10)


@pytest.mark.django_db
def test_somebody_erased_is_not_asked_and_their_links_are_dead():
    job = verified_start(says_yes(cast.amara()))
    ask_on(day(30))
    with clock.moved_to(day(31)):
        erase_person(actor=job.person, person=job.person)
    ask_on(day(37), day(90))
    assert not letters()  # the one that was sent went with the person
    row = FollowUp.objects.get(outcome=job, days=30)
    assert (row.digest, row.next_on, row.answer) == ("", None, "")
    assert followups.find(followups.by_token(followups.secret(row))) is None


@pytest.mark.django_db
def test_a_job_that_goes_back_to_review_waits_until_it_is_verified_again():
    job = verified_start(says_yes(cast.amara()))
    with clock.moved_to(day(20)):
        moved = starts.JobFacts(**{name: getattr(job, name) for name in starts.JobFacts.__dataclass_fields__})
        moved = starts.JobFacts(**{**moved.__dict__, "started_on": FIRST_DAY + timedelta(days=5)})
        change_report(actor=job.person, outcome_id=job.pk, facts=moved)
    ask_on(day(30))
    assert not letters()
    with clock.moved_to(day(31)):
        starts.check(job)
        confirm_start(actor=job.person, outcome_id=job.pk)
    assert follow_up(job).due_on == FIRST_DAY + timedelta(days=35)
    assert VerifiedStart.objects.filter(outcome=job).count() == 2
    ask_on(day(35))
    assert len(letters()) == 1


@pytest.mark.django_db
def test_the_letter_links_to_the_schools_own_address_and_is_in_the_persons_language():
    person = says_yes(cast.amara())
    person.language = "ar-xb"
    person.save()
    job = verified_start(person)
    ask_on(day(30))
    letter = letters()[0]
    assert letter.language == "ar-xb"
    assert f"http://localhost:8000/follow-ups/{followups.secret(follow_up(job))}/" in letter.body
    assert "Hofman Notaries" in letter.subject


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_one_letter():
    job = verified_start(says_yes(cast.amara()))
    number = follow_up(job).pk
    clock.move(day(30))
    results = together(*[lambda: ask_follow_up(follow_up_id=number)] * 4)
    assert not failed(results)
    assert (follow_up(job).tries, len(letters())) == (1, 1)
