"""`plusone demo` never touches a real school, and keeps a demo school that is there."""

import pytest

from plusone.testing import school

pytestmark = pytest.mark.sqlite  # it makes a school of its own, whatever database the tests use


def test_a_real_school_is_left_alone(data):
    before = (data / "school.sqlite3").read_bytes()
    for words in ([], ["--reset"]):
        done = school.call("demo", "--data", data, "--load-only", *words)
        assert done.returncode == 1
        assert done.stderr.strip() == (
            f"The school in {data} is a real one. Choose another folder for the demo with --data."
        )
    assert (data / "school.sqlite3").read_bytes() == before


def test_a_demo_school_that_is_there_is_kept(data):
    (data / "plusone.env").write_text(f"PLUSONE_KEYS={data}.keys\nPLUSONE_DEMO=1\n")
    before = (data / "school.sqlite3").read_bytes()
    done = school.call("demo", "--data", data, "--load-only")
    assert done.returncode == 0
    assert "is kept as it is" in done.stderr
    assert (data / "school.sqlite3").read_bytes() == before


def test_a_demo_listens_on_this_machine_only(data):
    (data / "plusone.env").write_text(f"PLUSONE_KEYS={data}.keys\nPLUSONE_DEMO=1\n")
    done = school.call("demo", "--data", data, "--host", "0.0.0.0", "--port", school.free_port())  # noqa: S104
    assert done.returncode == 1
    assert "It listens on this machine only" in done.stderr
