"""Jobs: ordered in a transaction, done once, tried again, taken from the dead, and never lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from plusone.core import clock, jobs
from plusone.core.jobs import cleaning, leases
from plusone.core.jobs.claim import MOST_CRASHES, claim, failed, succeeded
from plusone.core.models import Event, JobSlot, JobState, JobWorker
from plusone.testing.jobs import always_fail, leave_mark
from plusone.testing.races import together


@pytest.fixture
def folder(tmp_path):
    return str(tmp_path)


@pytest.mark.django_db
def test_a_job_waits_until_it_is_run(folder, tmp_path):
    leave_mark.enqueue(folder, "one")
    assert not (tmp_path / "one.done").exists()
    assert jobs.run_waiting() == 1
    assert (tmp_path / "one.done").exists()
    assert jobs.run_waiting() == 0


@pytest.mark.django_db(transaction=True)
def test_a_job_goes_with_the_transaction_that_ordered_it(folder):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        leave_mark.enqueue(folder, "one")
        1 / 0  # noqa: B018
    assert jobs.run_waiting() == 0


@pytest.mark.django_db
def test_it_is_tried_again_after_a_growing_pause_and_then_lies_among_the_dead(django_assert_num_queries):
    moment = clock.now()
    always_fail.enqueue("broken")
    with clock.moved_to(moment):
        assert jobs.run_waiting(strict=False) == 1
        assert jobs.run_waiting(strict=False) == 0
    with clock.moved_to(moment + timedelta(seconds=2.9)):
        assert jobs.run_waiting(strict=False) == 0
    with clock.moved_to(moment + timedelta(seconds=3.1)):
        assert jobs.run_waiting(strict=False) == 1
        assert jobs.run_waiting(strict=False) == 0
    (dead,) = jobs.dead()
    assert dead.name == "plusone.testing.jobs.always_fail"
    assert dead.problem == "ValueError: broken"
    assert dead.attempts == 2


@pytest.mark.django_db
def test_a_dead_job_is_run_again_with_all_its_attempts_once():
    always_fail.enqueue("broken")
    for seconds in (0, 10):
        with clock.moved_to(clock.now() + timedelta(seconds=seconds)):
            jobs.run_waiting(strict=False)
    (dead,) = jobs.dead()
    jobs.run_again(dead.id, None)
    assert jobs.dead() == []
    assert Event.objects.filter(name="core.job_run_again").count() == 1
    with pytest.raises(jobs.NotDead):
        jobs.run_again(dead.id, None)
    with clock.moved_to(clock.now() + timedelta(seconds=20)):
        assert jobs.run_waiting(strict=False) == 1
    assert jobs.dead() == []  # the second of two attempts is still to come


@pytest.mark.django_db
def test_strict_raises_what_the_job_raises():
    always_fail.enqueue("broken")
    with pytest.raises(ValueError, match="broken"):
        jobs.run_waiting()


@pytest.mark.django_db
def test_a_job_whose_function_is_gone_fails_and_does_not_stop_the_others(folder, tmp_path):
    leave_mark.enqueue(folder, "one")
    DBTaskResult.objects.update(task_path="plusone.nowhere.gone")
    leave_mark.enqueue(folder, "two")
    jobs.run_waiting(strict=False)
    assert (tmp_path / "two.done").exists()


@pytest.mark.django_db
def test_looking_for_nothing_is_one_plain_read(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert claim(uuid4(), 4) == []


@pytest.mark.django_db
def test_the_job_of_a_dead_worker_is_taken_back_and_its_late_outcome_refused(folder):
    first, second = uuid4(), uuid4()
    leave_mark.enqueue(folder, "one")
    leases.renew(first, 30)
    (held,) = claim(first, 1)
    assert leases.reap() == 0
    JobWorker.objects.update(lease_until=leases.machine_time())
    assert leases.reap() == 1
    leases.renew(second, 30)
    (again,) = claim(second, 1)
    assert succeeded(held) is False
    assert failed(held, ValueError("late")) is False
    assert DBTaskResult.objects.get().status == "RUNNING"
    assert succeeded(again) is True
    assert succeeded(again) is False
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


@pytest.mark.django_db
def test_a_sleeping_worker_cannot_finish_a_job_that_was_taken_back_and_not_yet_given_on(folder):
    leave_mark.enqueue(folder, "one")
    (held,) = claim(uuid4(), 1)
    assert leases.reap() == 1
    assert succeeded(held) is False
    assert DBTaskResult.objects.get().status == "READY"


@pytest.mark.django_db
def test_a_crash_is_no_attempt_but_a_job_that_kills_its_workers_dies(folder):
    leave_mark.enqueue(folder, "one")
    for _turn in range(MOST_CRASHES):
        (held,) = claim(uuid4(), 1)
        assert held.attempt == 1
        leases.reap()
    assert claim(uuid4(), 1) == []
    (dead,) = jobs.dead()
    assert "died 10 times" in dead.problem


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_take_the_same_job(folder):
    for number in range(12):
        leave_mark.enqueue(folder, str(number))
    taken = together(*[lambda: claim(uuid4(), 6)] * 4)
    ids = [job.id for one in taken for job in one]
    assert len(ids) == len(set(ids))
    assert JobState.objects.exclude(worker=None).count() == len(ids)


@pytest.mark.django_db(transaction=True)
def test_two_operators_run_a_dead_job_again_once():
    always_fail.enqueue("broken")
    for seconds in (0, 10):
        with clock.moved_to(clock.now() + timedelta(seconds=seconds)):
            jobs.run_waiting(strict=False)
    (dead,) = jobs.dead()
    results = together(*[lambda: jobs.run_again(dead.id, None)] * 3)
    assert sum(isinstance(one, jobs.NotDead) for one in results) == 2
    assert Event.objects.filter(name="core.job_run_again").count() == 1


@pytest.mark.django_db
def test_tidying_removes_what_is_finished_and_leaves_what_is_dead_or_waiting(folder):
    leave_mark.enqueue(folder, "one")
    jobs.run_waiting()
    always_fail.enqueue("broken")
    with clock.moved_to(clock.now() + timedelta(days=8)):
        for _turn in range(2):
            with clock.moved_to(clock.now() + timedelta(seconds=10)):
                jobs.run_waiting(strict=False)
        for days in (40, 3, 1):
            JobSlot.objects.create(entry="often", at=clock.now() - timedelta(days=days))
        JobSlot.objects.create(entry="monthly", at=clock.now() - timedelta(days=30))
        cleaning.tidy_core.call()
        assert [job.task_path for job in DBTaskResult.objects.all()] == ["plusone.testing.jobs.always_fail"]
        assert JobState.objects.count() == 1
        assert sorted(JobSlot.objects.values_list("entry", flat=True)) == ["monthly", "often"]
