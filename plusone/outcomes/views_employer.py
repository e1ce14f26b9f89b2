"""The page behind the link in the employer's mail. Opening it changes nothing; a button does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plusone.core import clock, limits
from plusone.core.errors import Refused
from plusone.outcomes import rules
from plusone.outcomes.actions.answer_employer import answer_employer, find_question
from plusone.outcomes.actions.ask_employer import expires
from plusone.outcomes.forms_cases import AnswerForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def employer(request: HttpRequest, token: str) -> HttpResponse:
    limits.hit(f"outcomes.employer:{limits.client(request)}", most=120, seconds=600)
    form = AnswerForm(request.POST or None)
    try:
        if request.method == "POST" and form.is_valid():
            answered = answer_employer(token=token, **form.cleaned_data)
            return render(request, "outcomes/employer_thanks.html", {"question": answered})
        question = find_question(token)
    except Refused as refusal:
        return render(request, "outcomes/employer_over.html", {"refusal": refusal}, status=refusal.status)
    job = question.outcome
    started = job.started_on <= clock.today(job.person.time_zone)
    shown = {"question": question, "job": job, "form": form, "started": started, "until": expires(question)}
    shown["hours"] = rules.in_force(job.started_on)["hours"]
    return render(request, "outcomes/employer.html", shown, status=400 if request.method == "POST" else 200)
