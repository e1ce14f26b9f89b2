"""The command itself: help, bad calls, and schools that are not there."""

import pytest

from plusone.cli.calls import CALLS
from plusone.cli.errors import Wrong
from plusone.cli.school import made_whole, read_env, write_env
from plusone.testing import school

pytestmark = pytest.mark.sqlite  # each makes a school of its own, whatever database the tests use


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_every_call_says_what_it_does(call, capsys):
    from plusone.cli.main import main

    with pytest.raises(SystemExit) as left:
        main([*call.name.split(), "--help"])
    assert left.value.code == 0
    assert call.help.split(",")[0].split(" ")[0] in capsys.readouterr().out


def test_a_call_that_does_not_exist_is_refused():
    done = school.call("fly")
    assert done.returncode == 2
    assert "invalid choice" in done.stderr


@pytest.mark.parametrize("words", [["serve"], ["worker"], ["check"], ["unlock", "a@b.example"], ["backup", "there"]])
def test_a_folder_without_a_school_gets_one_sentence_and_a_way_on(words, tmp_path):
    done = school.call(*words, "--data", tmp_path / "nowhere")
    assert done.returncode == 1
    assert done.stderr.strip() == (
        f"There is no school in {tmp_path / 'nowhere'} yet. Make one with: plusone init --data {tmp_path / 'nowhere'}"
    )
    assert not (tmp_path / "nowhere").exists()


def test_check_finds_nothing_wrong_in_a_new_school(data):
    done = school.call("check", "--data", data)
    assert (done.returncode, done.stdout.split(".")[0].split(";")[0]) == (0, "Nothing is wrong")


def test_check_tells_of_a_slip_in_a_settings_name(data):
    (data / "plusone.env").write_text(f"PLUSONE_KEYS={data}.keys\nPLUSONE_HOST=school.example\n")
    done = school.call("check", "--data", data)
    assert "PLUSONE_HOST is not a setting" in done.stderr
    assert "Did you mean PLUSONE_HOSTS?" in done.stderr


def test_demo_mode_with_a_public_host_is_refused(data):
    (data / "plusone.env").write_text(f"PLUSONE_KEYS={data}.keys\nPLUSONE_DEMO=1\nPLUSONE_HOSTS=school.example\n")
    done = school.call("check", "--data", data)
    assert done.returncode == 1
    assert "Demo mode signs anybody in" in done.stderr
    served = school.call("serve", "--data", data, "--port", school.free_port())
    assert served.returncode == 1
    assert "Demo mode signs anybody in" in served.stderr


def test_the_environment_goes_before_the_file(data):
    (data / "plusone.env").write_text(f"PLUSONE_KEYS={data}.keys\nPLUSONE_CLOCK_SHIFT=0\n")
    done = school.call("check", "--data", data, PLUSONE_CLOCK_SHIFT="3")
    assert done.returncode == 1
    assert "The clock of a real school is moved" in done.stderr


def test_a_settings_file_with_a_slip_names_the_line(tmp_path):
    (tmp_path / "plusone.env").write_text("# a remark\n\nPLUSONE_DEMO: 1\n")
    with pytest.raises(Wrong, match="line 3"):
        read_env(tmp_path / "plusone.env")


def test_settings_are_read_as_they_were_written(tmp_path):
    written = {"PLUSONE_DATABASE": "postgresql://a:b=c#d@host/name", "PLUSONE_HOSTS": "a,b"}
    write_env(tmp_path / "plusone.env", written)
    assert read_env(tmp_path / "plusone.env") == written
    assert (tmp_path / "plusone.env").stat().st_mode & 0o077 == 0


def test_a_school_that_could_not_be_made_leaves_nothing(tmp_path):
    data, keys = tmp_path / "data", tmp_path / "keys"
    with pytest.raises(ZeroDivisionError), made_whole(data, keys) as partial:
        (partial / "half").touch()
        keys.mkdir()
        1 / 0  # noqa: B018
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "letter").touch()
    with pytest.raises(Wrong, match="not empty"), made_whole(tmp_path, tmp_path.with_name("keys")):
        pass
    assert (tmp_path / "letter").exists()
