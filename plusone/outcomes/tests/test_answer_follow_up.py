from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plusone.core import clock, privacy
from plusone.core.models import Event
from plusone.outcomes import followups
from plusone.outcomes.actions.answer_follow_up import EndedBefore, NoAnswer, answer_follow_up, stop_asking
from plusone.outcomes.actions.report_end import report_end
from plusone.outcomes.actions.withdraw_report import withdraw_report
from plusone.outcomes.jobs_follow import ask_due
from plusone.outcomes.models import FollowUp, FollowUpAnswer, Outcome
from plusone.outcomes.queries_follow import open_question
from plusone.outcomes.tests.starts import FIRST_DAY, at, follow_up, says_yes, verified_start
from plusone.people.actions.erase_person import erase_person
from plusone.people.models import Person
from plusone.people.queries import allows
from plusone.testing import cast
from plusone.testing.races import failed, together

ASKED = FIRST_DAY + timedelta(days=30)


def asked_job(person: Person | None = None) -> Outcome:
    """A verified start whose first question was mailed on its day; the clock stands at that moment."""
    job = verified_start(says_yes(person or cast.amara()))
    clock.move(at(ASKED))
    ask_due.func()
    return job


def token_of(job: Outcome, days: int = 30) -> str:
    return followups.secret(follow_up(job, days))


def page(token: str) -> str:
    return reverse("outcomes:follow_up", args=[token])


def rows() -> list[tuple]:
    return [tuple(row.values()) for row in FollowUp.objects.order_by("pk").values()]


@pytest.mark.django_db
def test_opening_the_link_changes_nothing_however_often(client: Client):
    job = asked_job()
    before, happened = rows(), Event.objects.count()
    for _ in range(2):
        assert client.get(page(token_of(job))).status_code == 200
        assert client.head(page(token_of(job))).status_code == 200
        assert client.get(reverse("outcomes:follow_up_stop", args=[token_of(job)])).status_code == 405
        assert client.get(reverse("outcomes:follow_up_end", args=[token_of(job)])).status_code == 405
    assert (rows(), Event.objects.count()) == (before, happened)
    assert allows(job.person, followups.USE)
    assert "sessionid" not in client.cookies
    assert "session" not in client.cookies


@pytest.mark.django_db
def test_the_page_has_no_navigation_and_is_not_kept(client: Client):
    answer = client.get(page(token_of(asked_job())))
    assert b"<nav" not in answer.content
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["same", "other", "seeking", "not_seeking", "study"])
def test_one_press_stores_the_answer(client: Client, answer):
    job = asked_job()
    sent = client.post(page(token_of(job)), {"answer": answer})
    assert (sent.status_code, sent.headers["Location"]) == (302, page(token_of(job)))
    assert (follow_up(job).answer, follow_up(job).next_on) == (answer, None)
    shown = client.get(page(token_of(job))).content.decode()
    assert ("last day" in shown) == (answer != "same")
    assert (reverse("outcomes:report") in shown) == (answer == "other")


@pytest.mark.django_db
def test_pressing_twice_stores_one_answer(client: Client):
    job = asked_job()
    for _ in range(2):
        client.post(page(token_of(job)), {"answer": "same"})
    assert FollowUpAnswer.objects.count() == 1


@pytest.mark.django_db
def test_of_two_tabs_the_later_press_holds_and_both_are_kept(client: Client):
    job = asked_job()
    client.post(page(token_of(job)), {"answer": "same"})
    clock.move(at(ASKED, 10))
    client.post(page(token_of(job)), {"answer": "seeking"})
    assert follow_up(job).answer == "seeking"
    assert list(FollowUpAnswer.objects.order_by("pk").values_list("answer", flat=True)) == ["same", "seeking"]


@pytest.mark.django_db
def test_an_answer_can_be_changed_for_30_days_and_no_longer(client: Client):
    job = asked_job()
    answer_follow_up(token=token_of(job), answer="same")
    clock.move(at(ASKED + timedelta(days=30)))
    answer_follow_up(token=token_of(job), answer="other")
    clock.move(at(ASKED + timedelta(days=31)))
    refused = client.post(page(token_of(job)), {"answer": "same"})
    assert refused.status_code == 409
    assert follow_up(job).answer == "other"
    assert client.get(page(token_of(job))).status_code == 200


@pytest.mark.django_db
def test_somebody_given_up_can_still_answer_within_the_30_days():
    job = asked_job()
    for days in (7, 14, 21):
        clock.move(at(ASKED + timedelta(days=days)))
        ask_due.func()
    assert follow_up(job).answer == "unreachable"
    answer_follow_up(token=token_of(job), answer="same")
    assert follow_up(job).answer == "same"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answer", ["", "unreachable", "not_asked", "contradicted", "yes", "same\x00", "SAME", "é" * 5000]
)
def test_what_is_no_answer_is_refused(client: Client, answer):
    job = asked_job()
    assert client.post(page(token_of(job)), {"answer": answer}).status_code == 409
    assert follow_up(job).answer == ""
    with pytest.raises(NoAnswer):
        answer_follow_up(token=token_of(job), answer=answer)


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["x", "0" * 48, "é", "notes", "a" * 3000])
def test_a_made_up_link_is_dead(client: Client, token):
    job = asked_job()
    for address in (page(token), reverse("outcomes:follow_up_stop", args=[token])):
        assert client.post(address, {"answer": "same"}).status_code == 404
    assert follow_up(job).answer == ""


@pytest.mark.django_db
def test_the_link_of_a_question_that_was_not_asked_yet_is_dead(client: Client):
    job = asked_job()
    assert client.post(page(token_of(job, 90)), {"answer": "same"}).status_code == 404


@pytest.mark.django_db
def test_a_link_answers_for_its_own_person_only():
    one, other = asked_job(cast.amara()), asked_job(cast.yusuf())
    answer_follow_up(token=token_of(one), answer="seeking")
    stop_asking(token=token_of(one))
    assert (follow_up(one).answer, follow_up(other).answer) == ("seeking", "")
    assert allows(cast.yusuf(), followups.USE)


@pytest.mark.django_db
def test_the_last_day_is_asked_and_stored_with_the_job(client: Client):
    job = asked_job()
    client.post(page(token_of(job)), {"answer": "seeking"})
    sent = client.post(reverse("outcomes:follow_up_end", args=[token_of(job)]), {"ended_on": "2026-03-30"})
    assert sent.status_code == 302
    job.refresh_from_db()
    assert job.ended_on.isoformat() == "2026-03-30"
    assert "last day" not in client.get(page(token_of(job))).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "status"), [("2026-02-01", 409), ("2030-01-01", 409), ("", 400), ("soon", 400)])
def test_a_last_day_that_cannot_be_is_refused_beside_the_form(client: Client, day, status):
    job = asked_job()
    client.post(page(token_of(job)), {"answer": "seeking"})
    sent = client.post(reverse("outcomes:follow_up_end", args=[token_of(job)]), {"ended_on": day})
    assert sent.status_code == status
    job.refresh_from_db()
    assert job.ended_on is None


@pytest.mark.django_db
def test_still_in_this_job_is_refused_where_it_ended_before(client: Client):
    job = asked_job()
    report_end(actor=job.person, outcome_id=job.pk, ended_on=ASKED - timedelta(days=1))
    shown = client.get(page(token_of(job))).content.decode()
    assert 'value="same"' not in shown and "what do you do now?" in shown and "No, I am" not in shown
    with pytest.raises(EndedBefore):
        answer_follow_up(token=token_of(job), answer="same")


@pytest.mark.django_db
def test_an_end_before_the_day_takes_back_what_was_said_about_it():
    job = asked_job()
    answer_follow_up(token=token_of(job), answer="same")
    report_end(actor=job.person, outcome_id=job.pk, ended_on=ASKED - timedelta(days=1))
    assert follow_up(job).answer == "contradicted"
    assert open_question(cast.amara()) is not None


@pytest.mark.django_db
def test_an_end_on_the_day_itself_or_later_leaves_what_was_said():
    job = asked_job()
    answer_follow_up(token=token_of(job), answer="same")
    report_end(actor=job.person, outcome_id=job.pk, ended_on=ASKED)
    assert follow_up(job).answer == "same"


@pytest.mark.django_db
def test_stopping_works_without_a_form_key_and_again(client: Client):
    job = asked_job()
    strict = Client(enforce_csrf_checks=True)
    for _ in range(2):
        assert strict.post(reverse("outcomes:follow_up_stop", args=[token_of(job)])).status_code == 200
    assert not allows(job.person, followups.USE)
    assert job.person.consents.filter(use=followups.USE).count() == 2


@pytest.mark.django_db
def test_the_link_is_dead_after_withdrawal_and_after_erasure(client: Client):
    one, other = asked_job(cast.amara()), asked_job(cast.yusuf())
    links = [page(token_of(one)), page(token_of(other))]
    withdraw_report(actor=one.person, outcome_id=one.pk)
    erase_person(actor=other.person, person=other.person)
    for link in links:
        assert client.get(link).status_code == 404
        assert client.post(link, {"answer": "same"}).status_code == 404
    assert not FollowUpAnswer.objects.filter(answer="same").exists()


@pytest.mark.django_db
def test_an_answer_given_before_erasure_stays_without_the_person():
    job = asked_job()
    answer_follow_up(token=token_of(job), answer="same")
    erase_person(actor=job.person, person=job.person)
    row = FollowUp.objects.get(outcome=job, days=30)
    assert (row.answer, row.digest) == ("same", "")


@pytest.mark.django_db
def test_the_copy_of_ones_data_has_every_answer():
    job = asked_job()
    answer_follow_up(token=token_of(job), answer="same")
    told = privacy.export_everything(job.person)["outcomes"]["jobs"][0]["still_in_work"]
    assert next((one["days"], [said["answer"] for said in one["answers"]]) for one in told) == (30, ["same"])


@pytest.mark.django_db
def test_my_day_shows_the_question_until_it_is_answered(client: Client, django_assert_max_num_queries):
    job, person = asked_job(), cast.amara()
    with django_assert_max_num_queries(1):
        question = open_question(person)
    assert question is not None
    assert client.get(question.address).status_code == 200
    assert open_question(cast.yusuf()) is None
    answer_follow_up(token=token_of(job), answer="same")
    assert open_question(job.person) is None


@pytest.mark.django_db
def test_my_day_does_not_ask_who_said_no():
    job = asked_job()
    stop_asking(token=token_of(job))
    assert open_question(job.person) is None


@pytest.mark.django_db(transaction=True)
def test_the_same_press_at_once_in_two_windows_is_one_answer():
    token = token_of(asked_job())
    results = together(*[lambda: answer_follow_up(token=token, answer="same")] * 4)
    assert not failed(results)
    assert FollowUpAnswer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_answering_stopping_and_erasing_at_once_end_without_waiting_for_each_other():
    job = asked_job()
    token, person = token_of(job), job.person
    results = together(
        lambda: answer_follow_up(token=token, answer="same"),
        lambda: stop_asking(token=token),
        lambda: erase_person(actor=person, person=person),
    )
    assert all(isinstance(one, followups.QuestionGone) or not isinstance(one, Exception) for one in results), results
    assert FollowUp.objects.get(outcome=job, days=30).digest == ""
