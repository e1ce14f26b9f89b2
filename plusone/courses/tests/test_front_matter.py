"""Front matter: plain texts, and an error that says where and what to do."""

import pytest

from plusone.courses.front_matter import split


def test_values_stay_as_they_were_written():
    found = split("---\ntitle: No\nminutes: 012\nday: 2024-01-01\nempty:\ncan: [a, b]\n---\nbody")
    assert (found.text("title"), found.text("minutes"), found.text("day"), found.text("empty")) == (
        "No",
        "012",
        "2024-01-01",
        "",
    )
    assert found.texts("can") == ["a", "b"]
    assert (found.body, found.first_line, found.line("minutes")) == ("body", 8, 3)


def test_a_file_without_front_matter_is_all_body():
    assert split("# Hello\n\n---\n").body == "# Hello\n\n---\n"


@pytest.mark.parametrize(
    ("text", "line", "cure"),
    [
        ("---\ntitle: Plants: the leaf\n---\n", 2, "quotation marks"),
        ("---\nlanguage: en\nsummary: One: two\nlevel: x\n---\n", 3, "quotation marks"),
        ("---\n\ttitle: x\n---\n", 2, "spaces"),
        ("---\ntitle: [a, b\n---\n", 2, "name: value"),
        ("---\ntitle: x\n", 1, "three hyphens"),
        ("---\n- a\n- b\n---\n", 2, "name: value"),
        ("---\na: &x [1]\nb: *x\n---\n", 3, "value itself"),
    ],
)
def test_an_error_has_a_line_and_a_cure(text, line, cure):
    found = split(text)
    assert found.error is not None
    assert found.error[0] in (line, line + 1)
    assert cure in found.error[2]


def test_a_bomb_of_names_for_names_is_refused():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8)
    )
    assert split(f"---\n{bomb}---\n").error is not None


def test_no_object_is_ever_made():
    found = split("---\ntitle: !!python/object/apply:os.system ['echo x']\n---\n")
    assert found.text("title") == "" and found.error is None


def test_brackets_in_brackets_end():
    assert split("---\na: " + "[" * 5000 + "\n---\n").error is not None


def test_a_front_matter_of_a_book_is_refused():
    assert split("---\n" + "a: b\n" * 20_000 + "---\n").error is not None
