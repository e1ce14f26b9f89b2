"""Files to a course: nothing is dropped in silence, and one bad file never loses the course."""

import pytest

from plusone.courses.errors import NotACourse
from plusone.courses.linking import Previewed
from plusone.courses.reading import Reading, read
from plusone.courses.rendering import Drawing, check
from plusone.courses.report import KEPT, LEFT_OUT, NOT_CONVERTED, Report
from plusone.courses.tests.samples import COURSE, PNG, QUIZ, SVG, brought, files


def reading(**more: str | bytes | None) -> Reading:
    found = read(brought(files(**more)))
    if found.parsed is not None:
        check(found.parsed, Previewed("keyboard-first"), found.report)
    return found


def told(found: Reading) -> list[tuple[str, bool]]:
    return [(one.where, one.blocks) for one in found.report.found]


def test_a_good_course_comes_in_whole():
    found = reading()
    assert found.report.found == []
    assert found.parsed.order == ("tab", "names")
    assert {one.path: one.kind for one in found.report.files} == {
        "01-tab.md": "chapter",
        "02-names.md": "chapter",
        "course.md": "settings",
        "media/key.svg": "picture",
    }
    assert found.report.inside == {"quizzes": 1, "questions": 1, "pictures": 1}


def test_the_report_survives_its_storage():
    report = reading(**{"02-names.md": "---\ntitle: a: b\n---\n"}).report
    assert Report.from_json(report.as_json()) == report


def test_a_colon_in_a_title_costs_one_chapter_and_says_how_to_mend_it():
    found = reading(**{"03-plants.md": "---\nid: x\ntitle: Plants: the leaf\n---\nText"})
    assert found.parsed.order == ("tab", "names")
    assert told(found) == [("03-plants.md:3", True)]
    assert "quotation marks" in found.report.found[0].cure
    assert [one.fate for one in found.report.files if one.path == "03-plants.md"] == [NOT_CONVERTED]


def test_broken_front_matter_of_the_course_leaves_the_chapters():
    found = reading(**{"course.md": "---\ntitle: A: b\n---\n"})
    assert found.parsed.order == ("tab", "names")
    assert ("course.md:2", True) in told(found)


def test_a_folder_without_course_md_is_a_draft_that_says_so():
    found = reading(**{"course.md": None})
    assert found.parsed.order == ("tab", "names")
    assert any("course.md" in one.sentence for one in found.report.blocking)


def test_a_chapter_without_a_title_takes_its_first_heading_and_without_one_blocks():
    found = reading(**{"03-x.md": "# Plain\n\ntext", "04-y.md": "text"})
    assert found.parsed.in_language("x", "en").title == "Plain"
    assert ("04-y.md:1", True) in told(found)


def test_a_half_written_folder_is_refused_only_where_there_is_no_text_at_all():
    with pytest.raises(NotACourse):
        read(brought({"media/a.svg": SVG}))
    with pytest.raises(NotACourse):
        read(brought({}))


def test_a_picture_without_a_text_blocks_with_file_and_line():
    assert told(reading(**{"02-names.md": "---\ntitle: Names\n---\n\n![](media/key.svg)"})) == [("02-names.md:5", True)]


def test_a_quiz_without_a_right_answer_blocks_with_file_and_line():
    quiz = ":::: quiz\n### Which?\n- ( ) a\n- ( ) b\n::::\n"
    assert told(reading(**{"02-names.md": f"---\ntitle: Names\n---\nText\n\n{quiz}"})) == [("02-names.md:7", True)]


def test_a_chapter_has_one_quiz_that_stands_alone():
    found = reading(**{"02-names.md": f"---\ntitle: N\n---\n{QUIZ}\n{QUIZ}"})
    assert [one.sentence for one in found.report.blocking] == ["A chapter has one quiz"]
    found = reading(**{"02-names.md": f"---\ntitle: N\n---\n::::: note\n{QUIZ}:::::"})
    assert any("inside another box" in one.sentence for one in found.report.blocking)


def test_the_text_after_a_quiz_is_kept():
    found = reading(**{"02-names.md": f"---\ntitle: N\n---\nbefore\n\n{QUIZ}\nafter"})
    html = Drawing(found.parsed, Previewed("x")).chapter(found.parsed.in_language("names", "en")).html
    assert "before" in html and "after" in html and "Which one" not in html


def test_text_that_is_not_utf8_is_told_with_its_line():
    found = reading(**{"02-names.md": "---\ntitle: Names\n---\nÜbung".encode("latin-1")})
    assert ("02-names.md:4", True) in told(found)
    assert found.parsed.order == ("tab",)


def test_a_mark_at_the_head_of_a_file_does_no_harm():
    found = reading(**{"02-names.md": b"\xef\xbb\xbf---\r\ntitle: Names\r\n---\r\nText\r\n"})
    assert found.report.found == [] and found.parsed.in_language("names", "en").title == "Names"


def test_what_cannot_be_shown_is_left_out_by_its_content_with_the_reason():
    found = reading(
        **{
            "data.csv": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
            "inner.md": b"PK\x03\x04rest",
            "tool.png": b"\x7fELF\x02",
            "page.html": b"<!doctype html><script>x</script>",
            "fake.png": b"\xff\xfe\x00\x01",
        }
    )
    lost = {one.path: one.kind for one in found.report.fates(NOT_CONVERTED)}
    assert lost == {
        "data.csv": "lfs",
        "inner.md": "archive",
        "tool.png": "program",
        "page.html": "html",
        "fake.png": "unknown",
    }
    assert all(one.reason for one in found.report.fates(NOT_CONVERTED))
    assert set(found.files) == set(files())


def test_a_readme_is_kept_and_not_shown():
    found = reading(**{"README.md": "# For developers", "LICENSE": "CC BY"})
    assert [one.path for one in found.report.fates(LEFT_OUT)] == ["README.md"]
    assert "README.md" in found.files and "LICENSE" in found.files


def test_a_script_in_a_picture_is_told():
    found = reading(**{"media/key.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'})
    assert [one.where for one in found.report.notes] == ["media/key.svg"]


def test_a_translation_is_the_same_chapter_in_another_language():
    french = f"---\ntitle: La touche Tab\n---\n## Appuyez\n\n{QUIZ}"
    found = reading(
        **{"01-tab.fr.md": french, "course.fr.md": "---\ntitle: Au clavier\nsummary: Sans souris.\n---\nBonjour"}
    )
    assert found.report.found == []
    assert found.parsed.order == ("tab", "names")
    assert found.parsed.languages() == ["en", "fr"]
    assert found.parsed.course.titles == {"en": "Keyboard first", "fr": "Au clavier"}
    assert [text.language for text in found.parsed.chapters("fr")] == ["fr", "en"]


def test_a_translation_with_another_number_of_questions_blocks():
    french = "---\ntitle: T\n---\nTexte\n\n:::: quiz\n### A\nnumber: 1\n### B\nnumber: 2\n::::\n"
    found = reading(**{"01-tab.fr.md": french})
    assert told(found) == [("01-tab.fr.md:7", True)]
    found = reading(**{"01-tab.fr.md": "---\ntitle: T\n---\nTexte"})
    assert [one.blocks for one in found.report.found] == [True]


def test_a_chapter_only_in_another_language_blocks():
    found = reading(**{"03-more.fr.md": "---\ntitle: Encore\n---\nTexte"})
    assert [one.file for one in found.report.blocking] == ["03-more.fr.md"]


def test_identity_is_the_id_or_the_name_without_number_and_language():
    found = reading(**{"02-names.md": "---\ntitle: N\nid: old-name\n---\n", "10-last.md": "---\ntitle: L\n---\n"})
    assert found.parsed.order == ("tab", "old-name", "last")


def test_numbers_order_as_numbers_in_every_folder():
    more = {
        f"{folder}/{n}-c{folder[0]}{n}.md": "---\ntitle: T\n---\n"
        for folder in ("2-second", "1-first-part")
        for n in (10, 9)
    }
    found = read(brought({"course.md": COURSE.encode(), **{name: text.encode() for name, text in more.items()}}))
    assert found.parsed.order == ("c19", "c110", "c29", "c210")
    assert found.parsed.in_language("c19", "en").part == "First part"


def test_two_files_that_are_the_same_chapter_block():
    found = reading(**{"03-names.md": "---\ntitle: Again\n---\n"})
    assert told(found) == [("03-names.md:1", True)]


def test_a_name_that_is_another_address_is_made_apart():
    assert reading(**{"03-following.md": "---\ntitle: F\n---\n"}).parsed.order[-1] == "following-chapter"


def test_names_without_latin_letters_are_chapters_by_their_number():
    assert reading(**{"03-مقدمة.md": "---\ntitle: م\n---\n"}).parsed.order[-1] == "chapter-03"


def test_minutes_are_said_or_counted():
    found = reading(
        **{"03-a.md": "---\ntitle: A\n---\n" + "word " * 1300, "04-b.md": "---\ntitle: B\nminutes: soon\n---\n"}
    )
    assert found.parsed.in_language("a", "en").minutes == 10
    assert ("04-b.md:3", False) in told(found)


@pytest.mark.parametrize("mark", ["0", "101", "x", "-5"])
def test_a_pass_mark_that_is_none_blocks(mark):
    found = reading(**{"course.md": COURSE.replace("level:", f"pass_mark: {mark}\nlevel:")})
    assert found.report.blocking[0].where == "course.md:5"


def test_an_unknown_value_is_told_and_asked_again_later():
    found = reading(**{"course.md": COURSE.replace("beginner", "easy")})
    assert told(found) == [("course.md:5", False)]
    assert found.parsed.course.level == ""


def test_links_between_chapters_and_to_files_are_rewritten():
    text = (
        "---\ntitle: N\n---\n[a](01-tab.md#press-it) [b](media/key.svg) [c](https://example.org/x) [d](course.md)"
        " [e](MEDIA/Key.svg) [f](nowhere.md) [g](#here) [h](../../etc/passwd) [i](//example.org/x)"
    )
    found = reading(**{"02-names.md": text})
    html = Drawing(found.parsed, Previewed("k")).chapter(found.parsed.in_language("names", "en")).html
    assert '<a href="/drafts/k/preview/tab/#press-it" data-chapter="tab">a</a>' in html
    assert (
        '<a href="/drafts/k/files/media/key.svg">b</a>' in html
        and '<a href="/drafts/k/files/media/key.svg">e</a>' in html
    )
    assert '<a href="https://example.org/x">c</a>' in html and '<a href="/drafts/k/preview/">d</a>' in html
    assert "<a>f</a>" in html and '<a href="#here">g</a>' in html and "<a>h</a>" in html and "<a>i</a>" in html
    assert [one.key for one in found.report.found] == ["link", "link", "link"]


def test_references_follow_a_file_that_was_renamed():
    found = reading(**{"media/what?: a*b.svg": SVG, "02-names.md": "---\ntitle: N\n---\n![x](<media/what?: a*b.svg>)"})
    html = Drawing(found.parsed, Previewed("k")).chapter(found.parsed.in_language("names", "en")).html
    assert '<img src="/drafts/k/files/media/what- a-b.svg"' in html.replace("%20", " ")


def test_a_picture_must_be_one_by_its_content():
    found = reading(
        **{
            "media/a.png": PNG,
            "media/b.png": b"a,b\n1,2\n",
            "02-names.md": "---\ntitle: N\n---\n![x](media/a.png)\n\n![y](media/b.png)",
        }
    )
    html = Drawing(found.parsed, Previewed("k")).chapter(found.parsed.in_language("names", "en")).html
    assert 'src="/drafts/k/files/media/a.png" alt="x" width="2" height="3"' in html
    assert "b.png" not in html


def test_the_same_files_have_the_same_checksum():
    assert reading().checksum == reading().checksum != reading(**{"x.csv": "a"}).checksum


CARPENTRY = {
    "config.yaml": (
        "title: 'Programs'\nlang: en\nlicense: 'CC-BY 4.0'\ncontact: 'team@example.org'\n"
        "url: 'https://lesson.example/x'\nepisodes:\n- 02-second.md\n- 01-first.md\n"
    ),
    "index.md": "---\nsite: x\n---\nWelcome to [the first](episodes/01-first.md).",
    "episodes/01-first.md": (
        "---\ntitle: First\nteaching: 20\nexercises: 10\n---\n"
        ":::::::::::::::: objectives\n\n- Do it\n\n::::::::::::::::::::\n\n"
        "See [a word](../learners/reference.md#word) and [two](https://lesson.example/x/02-second.html).\n\n"
        "![](fig/a.svg){alt='A \\_b\\_'}\n\n"
        ":::::::::: challenge\n\n## Try\n\nx\n\n::::::::::::::: solution\n\ny\n\n:::::::\n::::::::::::::::\n\n"
        "::: instructor\nFor teachers.\n:::\n"
    ),
    "episodes/02-second.md": "---\ntitle: Second\n---\n::: prereq\nx\n:::\n",
    "episodes/fig/a.svg": SVG,
    "episodes/data/a.csv": "1,2",
    "learners/reference.md": "---\ntitle: Words\n---\n{:auto\\_ids}\n[word]{#word}\n:   What it means.\n",
    "instructors/notes.md": "# Notes",
    "README.md": "x",
}


def carpentry(**more: str | bytes | None) -> Reading:
    content = {**CARPENTRY, **more}
    found = read(
        brought(
            {
                name: text.encode() if isinstance(text, str) else text
                for name, text in content.items()
                if text is not None
            }
        )
    )
    check(found.parsed, Previewed("programs"), found.report)
    return found


def test_a_lesson_of_the_carpentries_is_understood():
    found = carpentry()
    assert found.report.layout == "carpentry" and found.report.blocking == []
    assert found.parsed.order == ("second", "first", "reference"), "as config.yaml says"
    assert found.parsed.course.licence == "CC-BY-4.0"
    assert found.parsed.in_language("first", "en").minutes == 30
    assert {one.path: (one.kind, one.fate) for one in found.report.files if one.fate != KEPT} == {
        "README.md": ("developers", LEFT_OUT),
        "instructors/notes.md": ("teachers", LEFT_OUT),
    }
    assert [one.where for one in found.report.notes] == ["config.yaml:4", "learners/reference.md:4"]
    assert found.report.inside["teaching_notes"] == 1 and found.report.inside["exercises"] == 1


def test_a_lessons_links_pictures_and_boxes_work_here():
    found = carpentry()
    drawing = Drawing(found.parsed, Previewed("p"))
    html = drawing.chapter(found.parsed.in_language("first", "en")).html
    assert 'href="/drafts/p/preview/reference/#word"' in html and 'href="/drafts/p/preview/second/"' in html
    assert 'src="/drafts/p/files/episodes/fig/a.svg" alt="A _b_"' in html
    assert "<b>Exercise: Try</b>" in html and "<summary>Solution</summary>" in html and "For teachers" not in html
    words = drawing.chapter(found.parsed.in_language("reference", "en")).html
    assert '<span id="word">word</span>' in words and "auto" not in words


def test_an_episode_that_is_named_and_missing_blocks():
    found = carpentry(**{"episodes/02-second.md": None})
    assert [one.where for one in found.report.blocking] == ["config.yaml:6"]


def test_a_broken_config_leaves_the_episodes():
    found = carpentry(**{"config.yaml": "title: a: b\n"})
    assert found.parsed.order == ("first", "second", "reference")
    assert found.report.blocking[0].where == "config.yaml:1"
