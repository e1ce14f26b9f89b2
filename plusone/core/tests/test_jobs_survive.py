"""A worker is killed twenty times; every job is done in the end, and none is lost."""

import signal
import time
from random import Random

import pytest
from django_tasks_db.models import DBTaskResult

from plusone.core import jobs
from plusone.testing import worker
from plusone.testing.jobs import leave_mark

LEASE = 1.0
KILLS = 20


def wait_until(true, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def unfinished():
    return DBTaskResult.objects.exclude(status="SUCCESSFUL").count()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_twenty_kills_lose_no_job(tmp_path):
    chance = Random(8)  # the moments differ, and are the same in each run
    names = []
    current = worker.start(lease=LEASE)
    try:
        for turn in range(KILLS):
            following = worker.start(lease=LEASE)
            worker.wait_until_ready(current)
            for number in range(5):
                names.append(f"{turn}-{number}")
                leave_mark.enqueue(str(tmp_path), names[-1], chance.uniform(0, 0.3))
            time.sleep(chance.uniform(0, 0.4))
            worker.kill(current)
            current = following
        worker.wait_until_ready(current)
        assert wait_until(lambda: unfinished() == 0)
    finally:
        worker.kill(current)
        worker.kill(following)
    assert jobs.dead() == []
    assert sorted(names) == sorted(path.stem for path in tmp_path.glob("*.done"))
    begun = sum(len(path.read_text().splitlines()) for path in tmp_path.glob("*.began"))
    assert begun > len(names), "No kill met a running job; the test would prove nothing."


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_asked_to_stop_ends_its_job_first(tmp_path):
    process = worker.start(lease=30)
    try:
        worker.wait_until_ready(process)
        leave_mark.enqueue(str(tmp_path), "one", 0.5)
        assert wait_until((tmp_path / "one.began").exists)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
    finally:
        worker.kill(process)
    assert unfinished() == 0
    assert (tmp_path / "one.began").read_text().count("\n") == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_long_job_outlives_several_leases_and_runs_once(tmp_path):
    # A lease is renewed thrice in its time: one of 2 s bears a machine that stands still for more than a second.
    first, second = worker.start(lease=2), worker.start(lease=2)
    try:
        worker.wait_until_ready(first)
        worker.wait_until_ready(second)
        leave_mark.enqueue(str(tmp_path), "one", 5)
        assert wait_until(lambda: unfinished() == 0)
    finally:
        worker.kill(first)
        worker.kill(second)
    assert (tmp_path / "one.began").read_text().count("\n") == 1
