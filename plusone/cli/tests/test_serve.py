"""Serving: the address is printed when it answers, a taken port is refused, and nothing is left running."""

import contextlib
import os
import signal
import time
import urllib.request
from pathlib import Path

import pytest

from plusone.testing import school

pytestmark = pytest.mark.sqlite  # each makes a school of its own, whatever database the tests use


def wait_until(true, seconds=30):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.05)


def is_worker(pid):
    try:
        return "\0worker\0" in Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return False


@pytest.fixture
def served(data):
    port = school.free_port()
    process = school.begin("serve", "--data", data, "--port", port)
    lines = []
    try:
        while f"http://localhost:{port}" not in lines:
            line = process.stdout.readline()
            assert line, f"It ended: {lines}"
            lines.append(line.strip())
        yield process, port, data
    finally:
        left = school.children(process.pid)
        process.kill()
        process.wait()
        process.stdout.close()
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@pytest.mark.slow
def test_it_serves_refuses_a_second_one_restarts_its_worker_and_ends_whole(served):
    process, port, data = served
    with urllib.request.urlopen(f"http://localhost:{port}/healthz") as answer:
        assert answer.status == 200

    again = school.call("serve", "--data", data, "--port", port)
    assert again.returncode == 1
    assert again.stderr.strip() == f"Port {port} is taken. Choose another: --port {port + 1}"

    wait_until(lambda: any(map(is_worker, school.children(process.pid))))
    (worker,) = filter(is_worker, school.children(process.pid))
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: any(is_worker(pid) for pid in school.children(process.pid) if pid != worker))

    refused = school.call("restore", data, "--data", data, "--replace")
    assert refused.returncode == 1

    below = school.children(process.pid)
    assert len(below) >= 3
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in below))


def test_aport_that_is_none_is_refused(data):
    done = school.call("serve", "--data", data, "--port", "99999")
    assert done.returncode == 2
    assert "is not a port" in done.stderr


def test_a_database_older_than_the_program_is_refused_with_the_way_on(data):
    import sqlite3

    with sqlite3.connect(data / "school.sqlite3") as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'core'")
    database.close()
    done = school.call("serve", "--data", data, "--port", school.free_port())
    assert done.returncode == 1
    assert f"plusone upgrade --data {data}" in done.stderr


@pytest.mark.slow
def test_nobody_outlives_the_process_that_watches_and_the_port_is_free_again(served):
    process, port, data = served
    wait_until(lambda: any(map(is_worker, school.children(process.pid))))
    (worker,) = filter(is_worker, school.children(process.pid))
    below = school.children(process.pid)
    assert worker in below
    process.kill()
    process.wait()
    wait_until(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in below))
    again = school.begin("serve", "--data", data, "--port", port)
    assert again.stdout.readline().strip() == f"http://localhost:{port}"
    again.terminate()
    again.wait()
    again.stdout.close()
