"""The authors' pages, from the zip to the published version."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plusone.core.slots import Link, _filled, fill
from plusone.courses.models import Course, CourseVersion, Draft
from plusone.courses.tests.samples import ANSWERS, COURSE, draft, files, published, vision, zipped
from plusone.skills.actions.load_extract import load_extract
from plusone.testing.cast import amara, ines, lea, mei

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    client.force_login(lea())
    return client


def upload(content=None, name="course.zip"):
    return SimpleUploadedFile(name, zipped(content).getvalue() if not isinstance(content, bytes) else content)


def text(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def form(made: Draft, **more):
    return {
        "seen": made.checksum,
        "occupation": "ICT accessibility tester",
        "first_application": ANSWERS.first_application,
        "audience": ANSWERS.audience,
        "level": ANSWERS.level,
        "licence": ANSWERS.licence,
        "summary": ANSWERS.summary,
        "licence_confirmed": "on",
        **more,
    }


def test_an_empty_desk_says_what_to_do(author):
    assert "You have no course yet" in text(author.get("/drafts/"))


def test_a_zip_becomes_a_report_a_preview_and_a_version(author):
    load_extract()
    answer = author.post("/drafts/new/", {"zip": upload(), "edition": ""}, follow=True)
    assert answer.redirect_chain == [("/drafts/keyboard-first/", 302)]
    assert "2 chapters are in." in text(answer) and "Nothing stops you" in text(answer)
    assert "A draft, ready to publish" in text(author.get("/drafts/"))
    assert "Keyboard first" in text(author.get("/drafts/keyboard-first/preview/"))
    page = author.get("/drafts/keyboard-first/preview/tab/")
    assert '<img src="/drafts/keyboard-first/files/media/key.svg"' in page.content.decode()
    assert "Quiz, with the right answers" in text(page) and "Yes, this." in text(page)
    assert "Whom does this course help" in text(author.get("/drafts/keyboard-first/publish/"))
    answer = author.post("/drafts/keyboard-first/publish/", form(Draft.objects.get()), follow=True)
    assert answer.status_code == 200 and "Version 1 is published." in text(answer)
    assert CourseVersion.objects.get().occupation.label("en") == "ICT accessibility tester"
    assert author.get("/drafts/keyboard-first/preview/").status_code == 404, "no draft waits any more"
    assert "Version 1" in text(author.get("/drafts/keyboard-first/versions/"))


def test_a_newer_edition_is_chosen_by_its_name(author):
    course = published(lea()).course
    author.post("/drafts/new/", {"zip": upload(files(**{"x.csv": "1"})), "edition": course.slug})
    assert Draft.objects.get().course == course
    author.post("/drafts/new/", {"zip": upload(files(**{"x.csv": "2"})), "edition": ""})
    assert Course.objects.count() == 2


def test_nobody_makes_an_edition_of_somebody_elses_course(author):
    draft(mei())
    answer = author.post("/drafts/new/", {"zip": upload(), "edition": "keyboard-first"})
    assert answer.status_code == 400 and Course.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"hello", 409), (b"", 400), ({"../evil.md": b"x"}, 409), ({"a.csv": b"1"}, 409)],
)
def test_a_bad_upload_is_a_sentence_beside_the_form(author, content, status):
    answer = author.post("/drafts/new/", {"zip": upload(content), "edition": ""})
    assert answer.status_code == status
    assert 'role="alert"' in answer.content.decode() and not Course.objects.exists()


def test_no_file_at_all_is_a_sentence_too(author):
    assert author.post("/drafts/new/", {"edition": ""}).status_code == 400


def test_uploads_are_limited(author):
    for number in range(30):
        author.post("/drafts/new/", {"zip": upload(files(**{"x.csv": str(number)})), "edition": ""})
    assert author.post("/drafts/new/", {"zip": upload(), "edition": ""}).status_code == 429


def test_the_report_names_file_and_line_and_is_a_table_too(author):
    draft(lea(), files(**{"02-names.md": "---\ntitle: N\n---\n![](media/key.svg)\n\n![a](=x.png)\n\n![b](y.png)"}))
    page = author.get("/drafts/keyboard-first/")
    assert "02-names.md:4" in text(page) and "One thing must be mended" in text(page)
    assert "All 2 places" in text(page)
    table = author.get("/drafts/keyboard-first/report.csv")
    assert table["Content-Type"].startswith("text/csv")
    assert "02-names.md,4,finding,blocks" in table.content.decode()


def test_answers_are_kept_and_the_skills_of_the_occupation_are_shown(author):
    load_extract()
    made = draft(lea())
    sent = {**form(made), "first_application": "", "licence_confirmed": ""}
    page = author.post("/drafts/keyboard-first/answers/", sent, follow=True)
    assert page.status_code == 200 and "ICT accessibility standards" in text(page)
    assert Draft.objects.get().answers["occupation"].endswith("f4c")


def test_an_unknown_occupation_is_an_error_beside_its_field(author):
    load_extract()
    answer = author.post("/drafts/keyboard-first/publish/", form(draft(lea()), occupation="astronaut"))
    assert answer.status_code == 400 and "We do not know this occupation" in text(answer)


def test_another_skill_is_named_by_its_label(author):
    load_extract()
    author.post("/drafts/keyboard-first/publish/", form(draft(lea()), occupation="", another="Think  analytically"))
    assert [one.label("en") for one in CourseVersion.objects.get().skills.all()] == ["think analytically"]


def test_a_form_that_saw_another_draft_is_refused(author):
    load_extract()
    answer = author.post("/drafts/keyboard-first/publish/", form(draft(lea()), seen="0" * 64))
    assert answer.status_code == 409 and "was changed while you looked" in text(answer)


def test_the_refusal_shows_the_visions_words_with_the_phrase_and_the_ways_on(author):
    load_extract()
    vision()
    answer = author.post("/drafts/keyboard-first/publish/", form(draft(lea()), audience="pupils"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Help people to <mark>find jobs</mark>." in page
    assert "Pupils at school" in page and "Propose" not in page, "nobody can decide on a proposal yet"
    assert "/drafts/keyboard-first/folder.zip" in page
    assert Draft.objects.get().answers["audience"] == "pupils"


def test_a_later_room_may_offer_to_propose_it(author):
    load_extract()
    vision()
    fill("courses.propose", Link("Propose it", "courses:drafts", 1))
    try:
        answer = author.post("/drafts/keyboard-first/publish/", form(draft(lea()), audience="pupils"))
    finally:
        _filled.pop("courses.propose")
    assert 'href="/drafts/?course=keyboard-first">Propose this course' in answer.content.decode()


def test_without_a_vision_the_page_says_so(author):
    draft(lea())
    assert "No vision yet" in text(author.get("/drafts/keyboard-first/publish/"))


def test_a_course_is_held_by_its_page(author):
    published(lea())
    assert author.post("/drafts/keyboard-first/standing/", {"standing": "on_hold"}).status_code == 409
    sent = {"standing": "on_hold", "reason": "Being mended.", "rather": ""}
    assert author.post("/drafts/keyboard-first/standing/", sent).status_code == 302
    assert "Being mended." in text(author.get("/drafts/keyboard-first/standing/"))
    assert author.post("/drafts/keyboard-first/standing/", {"standing": "draft"}).status_code == 400


def test_leadership_decides_on_what_the_vision_leaves_out(client):
    published(lea(), audience="pupils")
    vision()
    client.force_login(ines())
    assert "Outside the vision" in text(client.get("/drafts/review/"))
    assert client.get("/drafts/keyboard-first/standing/").status_code == 200
    assert client.get("/drafts/keyboard-first/").status_code == 404, "the draft is its authors'"


def test_an_author_is_added_by_their_address(author):
    draft(lea())
    mei()
    assert author.post("/drafts/keyboard-first/authors/", {"email": mei().email}).status_code == 302
    assert "Mei Tanaka" in text(author.get("/drafts/keyboard-first/authors/"))
    assert author.post("/drafts/keyboard-first/authors/", {"email": "nobody@school.example"}).status_code == 409
    assert author.post("/drafts/keyboard-first/authors/", {"email": amara().email}).status_code == 409


def test_what_is_published_is_published_again_by_a_button(author):
    published(lea())
    assert "Publish it again" in text(author.get("/drafts/keyboard-first/"))
    assert author.post("/drafts/keyboard-first/renewal/").status_code == 302
    assert Draft.objects.count() == 1


def test_a_title_is_escaped_once_wherever_it_stands(author):
    draft(lea(), files(**{"course.md": COURSE.replace("Keyboard first", "Reading & Writing <1>")}))
    for address in ("/drafts/", "/drafts/new/", "/drafts/reading-writing-1/", "/drafts/reading-writing-1/publish/"):
        page = author.get(address).content.decode()
        assert "Reading &amp; Writing &lt;1&gt;" in page and "&amp;amp;" not in page and "Writing <1>" not in page


ADDRESSES = [
    "/drafts/keyboard-first/",
    "/drafts/keyboard-first/report.csv",
    "/drafts/keyboard-first/preview/",
    "/drafts/keyboard-first/preview/tab/",
    "/drafts/keyboard-first/publish/",
    "/drafts/keyboard-first/versions/",
    "/drafts/keyboard-first/standing/",
    "/drafts/keyboard-first/authors/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_draft_does_not_exist_for_another_author(client, address):
    draft(lea())
    client.force_login(mei())
    assert client.get(address).status_code == 404
    client.force_login(lea())
    assert client.get(address).status_code == 200


def test_previews_follow_the_authors_order_both_ways(author):
    draft(lea(), files(**{"03-more.md": "---\ntitle: More\n---\n"}))
    seen = []
    key = "tab"
    while key:
        page = author.get(f"/drafts/keyboard-first/preview/{key}/").content.decode()
        seen.append(key)
        found = re.search(r'preview/(\w+)/">Next', page)
        key = found[1] if found else ""
    assert seen == ["tab", "names", "more"]
    assert author.get("/drafts/keyboard-first/preview/nothing/").status_code == 404
