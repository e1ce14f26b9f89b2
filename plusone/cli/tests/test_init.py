"""`plusone init`: a school that is whole, or nothing; never a question where nobody can answer."""

import sqlite3

import pytest

from plusone.testing import school

WORDS = ["--name", "Open School", "--operator", "noor@school.example", "--address", "https://school.example"]

pytestmark = pytest.mark.sqlite  # each makes a school of its own, whatever database the tests use


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    data = tmp_path_factory.mktemp("init") / "data"
    return data, school.call("init", "--data", data, *WORDS, "--language", "fr")


def test_it_makes_a_school_and_prints_the_first_operators_link(made):
    data, done = made
    assert done.returncode == 0, done.stderr
    link = done.stdout.strip().splitlines()[-1]
    assert link.startswith("https://school.example/invitations/")
    assert f"{data}.keys" in done.stdout
    with sqlite3.connect(data / "school.sqlite3") as database:
        assert database.execute("SELECT name, address, language FROM core_site").fetchall() == [
            ("Open School", "https://school.example", "fr")
        ]
        assert database.execute("SELECT count(*) FROM skills_occupation").fetchone()[0] > 0
        assert database.execute("SELECT roles FROM people_invitation").fetchall() == [('["operator"]',)]
        # The secret of the link is stored nowhere but in the letter that carries it.
        token = link.strip("/").rsplit("/", 1)[-1]
        assert database.execute("SELECT count(*) FROM people_invitation WHERE digest = ?", (token,)).fetchone() == (0,)
    database.close()


def test_its_settings_fit_together(made):
    data, _done = made
    checked = school.call("check", "--data", data)
    assert checked.returncode == 0, checked.stderr
    assert "PLUSONE_HTTPS=1" in (data / "plusone.env").read_text()
    assert (data / "plusone.env").stat().st_mode & 0o077 == 0


def test_a_second_time_is_refused_and_changes_nothing(made):
    data, _done = made
    before = (data / "plusone.env").read_text()
    again = school.call("init", "--data", data, *WORDS)
    assert again.returncode == 1
    assert again.stderr.strip() == f"There is a school in {data} already. Choose another folder with --data."
    assert (data / "plusone.env").read_text() == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Please say --name and --operator. See: plusone init --help"),
        (["--name", "X"], "Please say --operator. See: plusone init --help"),
        (["--name", "X" * 101, "--operator", "a@b.example"], "The school's name has more than 100 characters."),
        (["--name", "X", "--operator", "nobody"], "nobody is not a mail address."),
        (["--name", "X", "--operator", "a@b.example\nx"], "a@b.example\nx is not a mail address."),
        (
            ["--name", "X", "--operator", "a@b.example", "--address", "ftp://b.example"],
            "ftp://b.example is not an address such as https://school.example",
        ),
        (
            ["--name", "X", "--operator", "a@b.example", "--address", "https://b.example/sub/"],
            "https://b.example/sub/ is not an address such as https://school.example",
        ),
        (
            ["--name", "X", "--operator", "a@b.example", "--language", "English"],
            "English is not a language code, such as en, fr or pt-BR.",
        ),
    ],
)
def test_a_bad_call_gets_one_sentence_and_leaves_nothing(words, sentence, tmp_path):
    done = school.call("init", "--data", tmp_path / "data", *words)
    assert done.returncode == 2
    assert done.stderr.strip() == sentence
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_cannot_be_reached_leaves_nothing(tmp_path):
    url = f"postgresql://nobody@127.0.0.1:{school.free_port()}/nowhere?connect_timeout=1"
    done = school.call("init", "--data", tmp_path / "data", *WORDS, "--database", url)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == "Look with: plusone check"
    assert list(tmp_path.iterdir()) == []


def test_what_lies_in_the_folder_already_is_left_alone(tmp_path):
    (tmp_path / "letter").write_text("Dear")
    done = school.call("init", "--data", tmp_path, *WORDS)
    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter"]
