"""My day: the first line is what to do next, for each role, in at most eight queries."""

from datetime import date
from decimal import Decimal

import pytest

from plusone.core import clock
from plusone.core.models import Letter
from plusone.courses.models import Authorship, Draft
from plusone.home.actions.send_test_mail import send_test_mail
from plusone.home.my_day import my_day
from plusone.learning.actions.follow_course import follow_course
from plusone.outcomes.models import Outcome
from plusone.outcomes.models.cases import State
from plusone.people.models import Person
from plusone.purpose.models import Goal, Purpose
from plusone.testing import builders, cast

pytestmark = pytest.mark.django_db


def first(person):
    return str(my_day(Person.objects.get(pk=person.pk)).first.title)


def titles(person):
    day = my_day(Person.objects.get(pk=person.pk))
    return [str(step.title) for step in (day.first, *day.then)]


def job(person, state, **changed):
    given = {"kind": "full_time", "started_on": date(2026, 1, 5), "hours": Decimal(38), "employer": "X", "title": "Y"}
    return Outcome.objects.create(person=person, state=state, token=str(state), **given | changed)


def test_an_empty_school_tells_each_role_what_to_do_first():
    assert titles(cast.ines()) == ["State the mission", "State the vision", "State the goal"]
    assert titles(cast.lea()) == ["Bring a first course"]
    assert titles(cast.noor()) == ["Invite a second operator", "Send a test mail"]
    assert titles(cast.samir()) == ["Nothing waits for you"]
    assert titles(cast.stranger()) == ["Found a job?"]


def test_what_leadership_has_stated_is_not_asked_again():
    for kind in ("mission", "vision"):
        Purpose.objects.create(kind=kind, version=1, texts={"en": "Words"}, in_force_from=clock.today())
    Goal.objects.create(number=1, target=5, starts_on=clock.today(), due_on=clock.today().replace(year=2099))
    assert titles(cast.ines()) == ["Nothing waits for you"]


def test_a_learner_chooses_a_course_then_goes_on_in_it():
    course = builders.course("keyboard", [builders.chapter("one", "First keys"), builders.chapter("two", "Second")])
    assert first(cast.amara()) == "Choose a first course"
    follow_course(actor=cast.amara(), course=course)
    assert first(cast.amara()) == "First keys"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.ASKED, "Your job needs one more proof"),
        (State.VERIFIED, "Have you started?"),
        (State.REPORTED, "Your job is being checked"),
        (State.NOT_PROVEN, "Nothing waits for you"),
    ],
)
def test_a_learner_is_told_the_next_step_of_their_job(state, said):
    job(cast.yusuf(), state)
    assert first(cast.yusuf()) == said
    assert "Found a job?" not in titles(cast.yusuf())


def test_what_needs_the_learner_most_comes_first():
    job(cast.yusuf(), State.REPORTED)
    asked = job(cast.yusuf(), State.ASKED)
    assert my_day(cast.yusuf()).first.address == f"/me/jobs/{asked.pk}/"


def test_a_registrar_sees_how_many_cases_wait_and_never_their_own():
    job(cast.yusuf(), State.IN_REVIEW)
    job(cast.samir(), State.IN_REVIEW)
    assert first(cast.samir()) == "1 case waits for you"
    assert first(cast.grace()) == "2 cases wait for you"
    assert "wait" not in first(cast.stranger())


def test_an_author_is_told_of_drafts():
    course = builders.course("keyboard")
    Authorship.objects.create(course=course, person=cast.lea())
    assert "draft" not in first(cast.lea())
    Draft.objects.create(course=course, checksum="x", report={})
    assert first(cast.lea()) == "1 draft is not published"


def test_an_operator_hears_first_of_what_failed():
    Letter.objects.create(
        key="x", to="x@x.example", language="en", subject="s", body="b", queued_at=clock.now(), failed_at=clock.now()
    )
    assert first(cast.noor()) == "Something did not go through"


def test_a_test_mail_that_went_out_is_not_asked_for_again():
    letter = send_test_mail(actor=cast.noor())
    Letter.objects.filter(pk=letter.pk).update(sent_at=clock.now())
    assert "Send a test mail" not in titles(cast.noor())


@pytest.mark.parametrize("who", ["amara", "lea", "samir", "ines", "noor"])
def test_it_costs_at_most_eight_queries(who, enter, django_assert_max_num_queries):
    person = getattr(cast, who)()
    for n in range(3):
        course = builders.course(f"course-{n}", [builders.chapter(f"chapter-{n}")])
        follow_course(actor=person, course=course)
    job(person, State.ASKED)
    page = enter(person)
    page.get("/me/")
    with django_assert_max_num_queries(8):
        answer = page.get("/me/")
    assert f"Hello, {person.first_name}." in answer.content.decode()
