"""A learner's own jobs. Each is fetched through the person: a stranger finds nothing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plusone.core.access import signed_in
from plusone.core.errors import Refused
from plusone.core.text import gettext as _
from plusone.outcomes import queries_cases as queries
from plusone.outcomes.actions.answer_questions import answer_questions
from plusone.outcomes.actions.appeal import appeal as open_appeal
from plusone.outcomes.actions.ask_employer import ask_employer as ask
from plusone.outcomes.actions.change_report import change_report
from plusone.outcomes.actions.confirm_start import confirm_start
from plusone.outcomes.actions.report_end import report_end
from plusone.outcomes.actions.report_job import report_job
from plusone.outcomes.actions.withdraw_report import withdraw_report
from plusone.outcomes.forms_cases import EmployerForm, EndForm, JobForm, ProofForm, QuestionsForm, WordsForm
from plusone.outcomes.models import Outcome
from plusone.outcomes.refusals import AlreadyReported, FactRefused
from plusone.people.access import me


def own(request: HttpRequest, pk: int) -> Outcome:
    """The job, if it is theirs."""
    return get_object_or_404(Outcome.objects.of(me(request)).select_related("person", "occupation"), pk=pk)


@signed_in
@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    return render(request, "outcomes/jobs.html", {"jobs": queries.own_jobs(me(request))})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    form = JobForm(request.POST or None, person=me(request))
    if request.method != "POST":
        return render(request, "outcomes/report.html", {"form": form})
    if not form.is_valid():
        return render(request, "outcomes/report.html", {"form": form}, status=400)
    try:
        made = report_job(actor=me(request), token=form.cleaned_data["token"], facts=form.facts(), **form.consents())
    except AlreadyReported as again:
        messages.info(request, again.sentence)
        made = again.outcome
    except FactRefused as refusal:
        form.add_error(refusal.field, str(refusal.sentence))
        return render(request, "outcomes/report.html", {"form": form}, status=refusal.status)
    return redirect("outcomes:job", made.pk)


@signed_in
@require_GET
def job(request: HttpRequest, pk: int) -> HttpResponse:
    return job_page(request, own(request, pk))


def job_page(request: HttpRequest, outcome: Outcome, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one job; `more` are the refusal of a press, and the form that keeps what was typed."""
    page = queries.job_page(me(request), outcome)
    empty = {
        "proof_form": ProofForm(),
        "employer_form": EmployerForm(),
        "questions_form": QuestionsForm(outcome=outcome),
        "end_form": EndForm(),
        "appeal_form": WordsForm(),
    }
    return render(request, "outcomes/job.html", {"page": page, "job": outcome, **empty, **more}, status=status)


def pressed(
    request: HttpRequest, pk: int, do: Callable[[], Any], said: str, *, name: str = "", form: forms.Form | None = None
) -> HttpResponse:
    """One press on the page of a job: done and said there, or refused there with what was typed kept."""
    outcome = own(request, pk)
    kept = {name: form} if form is not None else {}
    if form is not None and not form.is_valid():
        return job_page(request, outcome, status=400, form=form, **kept)
    try:
        do()
    except Refused as refusal:
        field = getattr(refusal, "field", "")
        if form is not None and field in form.fields:
            form.add_error(field, str(refusal.sentence))
        outcome.refresh_from_db()
        return job_page(request, outcome, status=refusal.status, refusal=refusal, **kept)
    messages.success(request, said)
    return redirect("outcomes:job", pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    outcome = own(request, pk)
    form = JobForm(request.POST or None, person=me(request), outcome=outcome)
    shown = {"form": form, "job": outcome}
    if request.method != "POST":
        return render(request, "outcomes/change.html", shown)
    if not form.is_valid():
        return render(request, "outcomes/change.html", shown, status=400)
    try:
        change_report(actor=me(request), outcome_id=pk, facts=form.facts(), **form.consents())
    except FactRefused as refusal:
        form.add_error(refusal.field, str(refusal.sentence))
        return render(request, "outcomes/change.html", shown, status=refusal.status)
    except Refused as refusal:
        return render(request, "outcomes/change.html", {**shown, "refusal": refusal}, status=refusal.status)
    messages.success(request, _("The report is changed."))
    return redirect("outcomes:job", pk)


@signed_in
@require_POST
def ask_employer(request: HttpRequest, pk: int) -> HttpResponse:
    form = EmployerForm(request.POST)
    return pressed(
        request,
        pk,
        lambda: ask(actor=me(request), outcome_id=pk, address=form.cleaned_data["address"]),
        _("We have written to them. You need do nothing until they answer."),
        name="employer_form",
        form=form,
    )


@signed_in
@require_POST
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    form = QuestionsForm(request.POST, outcome=own(request, pk))
    return pressed(
        request,
        pk,
        lambda: answer_questions(actor=me(request), outcome_id=pk, **form.cleaned_data),
        _("Thank you. Your answers are stored."),
        name="questions_form",
        form=form,
    )


@signed_in
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    return pressed(
        request,
        pk,
        lambda: confirm_start(actor=me(request), outcome_id=pk),
        _("Good. We wish you a fine first day."),
    )


@signed_in
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    form = EndForm(request.POST)
    return pressed(
        request,
        pk,
        lambda: report_end(actor=me(request), outcome_id=pk, ended_on=form.cleaned_data["ended_on"]),
        _("Thank you for telling us."),
        name="end_form",
        form=form,
    )


@signed_in
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return pressed(
        request,
        pk,
        lambda: withdraw_report(actor=me(request), outcome_id=pk),
        _("Your report is withdrawn. You can report the job again at any time."),
    )


@signed_in
@require_POST
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    form = WordsForm(request.POST)
    return pressed(
        request,
        pk,
        lambda: open_appeal(actor=me(request), outcome_id=pk, words=form.cleaned_data["words"]),
        _("Your appeal is stored. Somebody who has not looked at it before decides."),
        name="appeal_form",
        form=form,
    )
