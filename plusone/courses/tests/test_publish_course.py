"""Publishing: a version that never changes, or a reason."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from plusone.core import clock, quotes
from plusone.core.models import Event
from plusone.courses.actions.bring_course import bring_course
from plusone.courses.actions.publish_course import publish_course
from plusone.courses.answers import Answers
from plusone.courses.errors import DraftChanged, NothingNew, NotReady, NotTheAuthor
from plusone.courses.models import ChapterVersion, CourseVersion, Draft, Standing, VersionFile
from plusone.courses.scope import OutOfScope
from plusone.courses.tests.samples import ANSWERS, COURSE, QUIZ, TESTER, brought, draft, files, published, vision
from plusone.purpose.models import Kind, Purpose
from plusone.skills.actions.load_extract import load_extract
from plusone.testing.cast import lea, mei
from plusone.testing.races import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready() -> Draft:
    load_extract()
    return draft(lea())


def publish(made: Draft, **answers) -> CourseVersion:
    return publish_course(actor=lea(), course=made.course, answers=replace(ANSWERS, **answers), seen=made.checksum)


def test_it_stores_the_version_with_its_html_quiz_files_and_service(ready):
    version = publish(ready)
    assert (version.number, version.language, version.minutes) == (1, "en", 11)
    assert version.titles == {"en": "Keyboard first"} and version.summary("fr") == "Test a page without a mouse."
    assert version.occupation.uri == TESTER and version.credits == ["Lea Okafor"] and version.published_by == lea()
    assert version.course.standing == Standing.PUBLISHED and version.course.current == version
    tab = version.chapters.get(chapter__key="tab")
    assert '<img src="/courses/keyboard-first/files/1/media/key.svg" alt="A key" width="40" height="30"' in tab.html
    assert '<a href="/courses/keyboard-first/names/" data-chapter="names">' in tab.html
    assert tab.quiz["questions"][0]["options"][0]["right"] is True and "Which one" not in tab.html
    assert version.chapters.get(chapter__key="names").quiz is None
    assert {one.path: one.media_type for one in version.files.all()}["media/key.svg"] == "image/svg+xml"
    assert [one["path"] for one in version.manifest] == sorted(files())
    assert not Draft.objects.exists()
    assert Event.objects.filter(name="courses.published").count() == 1
    assert version.course.standing_changes.get().standing == Standing.PUBLISHED


def test_a_correction_is_the_next_version_and_chapters_keep_their_identity():
    first = published(lea())
    second = published(lea(), files(**{"01-tab.md": None, "05-tab.md": "---\ntitle: Renamed\n---\nText"}))
    assert second.number == 2 and second.course.current == second
    assert second.chapters.get(chapter__key="tab").chapter == first.chapters.get(chapter__key="tab").chapter
    assert [one.chapter.key for one in second.chapters.all()] == ["names", "tab"]
    first.refresh_from_db()
    assert first.chapters.get(chapter__key="tab").title == "The tab key"


def test_a_version_can_never_be_changed():
    version = published(lea())
    for change in (
        lambda: CourseVersion.objects.filter(pk=version.pk).update(level="advanced"),
        lambda: ChapterVersion.objects.filter(version=version).update(html="x"),
        lambda: ChapterVersion.objects.filter(version=version).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_draft_must_be_the_one_that_was_seen(ready):
    with pytest.raises(DraftChanged):
        publish_course(actor=lea(), course=ready.course, answers=ANSWERS, seen="0" * 64)
    assert Draft.objects.exists()


def test_only_an_author_of_the_course_publishes_it(ready):
    with pytest.raises(NotTheAuthor):
        publish_course(actor=mei(), course=ready.course, answers=ANSWERS, seen=ready.checksum)


def test_an_author_who_lost_the_role_publishes_nothing(ready):
    lea().role_grants.update(withdrawn_at=clock.now())
    with pytest.raises(NotTheAuthor):
        publish_course(actor=lea(), course=ready.course, answers=ANSWERS, seen=ready.checksum)


@pytest.mark.parametrize(
    "missing",
    [
        {"first_application": ""},
        {"first_application": "tomorrow"},
        {"audience": ""},
        {"audience": "everybody"},
        {"level": ""},
        {"summary": "  "},
        {"licence": ""},
        {"licence": "Private"},
        {"licence_confirmed": False},
        {"occupation": "http://data.europa.eu/esco/occupation/unknown"},
        {"skills": ("http://data.europa.eu/esco/skill/unknown",)},
    ],
)
def test_an_unanswered_question_never_becomes_a_yes(ready, missing):
    with pytest.raises(NotReady):
        publish(ready, **missing)
    ready.refresh_from_db()
    assert Answers.from_json(ready.answers) == replace(ANSWERS, **missing), "the answers are kept"
    assert not CourseVersion.objects.exists()


def test_what_blocks_is_named_with_its_place(ready):
    made = draft(lea(), files(**{"02-names.md": "---\ntitle: N\n---\n![](media/key.svg)"}), ready.course)
    with pytest.raises(NotReady) as refusal:
        publish(made)
    assert "02-names.md:4" in str(refusal.value)


def test_a_file_that_could_not_be_kept_still_blocks(ready):
    made = draft(lea(), files(**{"02-names.md": "---\ntitle: Ü\n---\n".encode("latin-1")}), ready.course)
    with pytest.raises(NotReady):
        publish(made)


def test_a_course_for_pupils_is_refused_with_the_phrase_of_the_vision(ready):
    vision()
    with pytest.raises(OutOfScope) as refusal:
        publish(ready, audience="pupils")
    assert (refusal.value.phrase, refusal.value.vision_version) == ("find jobs", 1)
    assert [miss.rule for miss in refusal.value.misses] == ["refuse_audience"]
    ready.refresh_from_db()
    assert ready.answers["audience"] == "pupils" and not CourseVersion.objects.exists()


def test_a_course_that_serves_nothing_is_refused_and_a_skill_alone_is_enough(ready):
    vision()
    with pytest.raises(OutOfScope):
        publish(ready, occupation="")
    skill = load_extract() and "http://data.europa.eu/esco/skill/38a5c459-c591-4f76-a358-37de342bb11d"
    version = publish(ready, occupation="", skills=(skill, skill))
    assert version.occupation is None and [one.uri for one in version.skills.all()] == [skill]


def test_the_vision_of_the_day_decides_and_a_vision_to_come_does_not(ready):
    vision(1, text="Help people to find jobs.")
    Purpose.objects.create(kind=Kind.VISION, version=2, texts={"en": "All."}, scope=[], in_force_from="2999-01-01")
    with pytest.raises(OutOfScope):
        publish(ready, audience="pupils")


def test_a_vision_without_limits_refuses_nothing(ready):
    Purpose.objects.create(kind=Kind.VISION, version=1, texts={"en": "All."}, scope=[], in_force_from=clock.today())
    assert publish(ready, audience="pupils", occupation="").audience == "pupils"


def test_no_vision_yet_refuses_nothing(ready):
    assert publish(ready, audience="pupils", occupation="").number == 1


def test_a_rule_that_nobody_knows_is_not_a_yes(ready):
    vision(1, {"rule": "be_nice", "phrase": {"en": "find jobs"}})
    with pytest.raises(OutOfScope):
        publish(ready)


def test_words_of_the_school_are_quoted_as_they_are_in_force_and_pinned(ready):
    text = files(**{"02-names.md": "---\ntitle: N\n---\n::: quote mission\n:::\n"})
    made = draft(lea(), text, ready.course)
    assert [one["key"] for one in made.report["found"]] == ["words"]
    with pytest.raises(NotReady):
        publish(made)
    Purpose.objects.create(kind=Kind.MISSION, version=3, texts={"en": "Access & <more>"}, in_force_from=clock.today())
    version = publish(made)
    assert version.quotes == {"mission": quotes.quote("mission", "en").version}
    assert "Access &amp; &lt;more&gt;" in version.chapters.get(chapter__key="names").html


def test_publishing_what_is_published_already_changes_nothing():
    version = published(lea())
    made = bring_course(actor=lea(), brought=brought(), course=version.course).draft
    with pytest.raises(NothingNew):
        publish(made)
    assert version.course.versions.count() == 1
    assert publish(made, level="advanced").number == 2, "other answers are something new"


def test_without_a_draft_there_is_nothing_to_publish():
    version = published(lea())
    with pytest.raises(NothingNew):
        publish_course(actor=lea(), course=version.course, answers=ANSWERS, seen=version.checksum)


def test_a_course_on_hold_stays_on_hold_when_it_is_corrected():
    course = published(lea()).course
    course.standing = Standing.ON_HOLD
    course.save()
    published(lea(), files(**{"x.csv": "1"}))
    course.refresh_from_db()
    assert course.standing == Standing.ON_HOLD and course.current.number == 2


def test_a_translation_is_published_with_it(ready):
    made = draft(
        lea(),
        files(
            **{
                "01-tab.fr.md": f"---\ntitle: La touche\n---\nTexte\n\n{QUIZ}",
                "course.fr.md": "---\ntitle: Clavier\n---\n",
            }
        ),
        ready.course,
    )
    version = publish(made)
    assert version.title("fr") == "Clavier" and version.languages == ["en", "fr"]
    assert [
        (one.language, one.position) for one in version.chapters.filter(chapter__key="tab").order_by("language")
    ] == [
        ("en", 1),
        ("fr", 1),
    ]


def test_scripts_reach_no_rendered_place(ready):
    bad = "<img src=x onerror=alert(1)> [go](javascript:alert(1)) <svg><animate onbegin=alert(1)></svg>"
    quiz = f":::: quiz\n### {bad} {{decorative}}\n- (x) {bad}\n  > {bad}\n- ( ) b {bad}\nright: {bad}\n::::\n"
    made = draft(
        lea(),
        files(
            **{
                "course.md": COURSE + bad.replace("<img src=x onerror=alert(1)>", ""),
                "02-names.md": f"---\ntitle: '<b>x'\n---\n{bad}\n\n{quiz}",
            }
        ),
        ready.course,
    )
    assert all(word not in str(one) for one in made.report["found"] for word in ("onerror=alert",))
    from plusone.courses.linking import Published
    from plusone.courses.rendering import Drawing
    from plusone.courses.stored import draft_reading

    parsed = draft_reading(made).parsed
    drawing = Drawing(parsed, Published("k", 1))
    drawn = drawing.chapter(parsed.in_language("names", "en"))
    everything = drawn.html + str(drawn.quiz) + drawing.description("en").html
    assert "onerror" not in everything and "javascript" not in everything and "onbegin" not in everything


@pytest.mark.django_db(transaction=True)
def test_two_clicks_publish_one_version():
    load_extract()
    made = draft(lea())
    author = lea()
    outcomes = together(
        *[lambda: publish_course(actor=author, course=made.course, answers=ANSWERS, seen=made.checksum)] * 2
    )
    assert CourseVersion.objects.count() == 1
    assert VersionFile.objects.count() == 4
    assert len(outcomes) == 2
