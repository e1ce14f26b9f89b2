"""The registrar's cases. One in which they have a stake does not exist for them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from plusone.core import clock
from plusone.core.access import role
from plusone.core.errors import Refused
from plusone.core.text import gettext as _
from plusone.outcomes import queries_cases as queries
from plusone.outcomes.actions.ask_for_more import ask_for_more
from plusone.outcomes.actions.close_not_proven import close_not_proven
from plusone.outcomes.actions.confirm_case import Seen, confirm_case
from plusone.outcomes.actions.decide_dispute import decide_dispute
from plusone.outcomes.actions.declare_stake import declare_stake
from plusone.outcomes.actions.dispute_case import dispute_case
from plusone.outcomes.actions.reverse_case import reverse_case
from plusone.outcomes.actions.withdraw_report import withdraw_report
from plusone.outcomes.forms_cases import MoreForm, ReasonForm, SeenForm, StakeForm
from plusone.outcomes.models import Outcome
from plusone.people.access import me
from plusone.people.models import Role

registrar = role(Role.REGISTRAR)
WRITTEN: dict[str, type[forms.Form]] = {
    "more_form": MoreForm,
    "close_form": ReasonForm,
    "decide_form": ReasonForm,
    "dispute_form": ReasonForm,
    "reverse_form": ReasonForm,
    "withdraw_form": ReasonForm,
}


def checkable(request: HttpRequest, pk: int) -> Outcome:
    """The case, if this registrar has no stake in it."""
    mine = Outcome.objects.checked_by(me(request)).select_related("person", "occupation", "goal")
    return get_object_or_404(mine, pk=pk, person__erased_at=None)


@registrar
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    queue = queries.queue(me(request), request.GET.get("after", ""))
    return render(request, "outcomes/cases.html", {"queue": queue, "today": clock.today()})


@registrar
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    found, older = queries.starts_page(me(request), request.GET.get("after", ""))
    return render(request, "outcomes/cases_waiting.html", {"starts": found, "older": older, "today": clock.today()})


@registrar
@require_GET
def case(request: HttpRequest, pk: int) -> HttpResponse:
    return case_page(request, checkable(request, pk))


def case_page(request: HttpRequest, outcome: Outcome, *, status: int = 200, **more: Any) -> HttpResponse:
    """The case as it stands now; `more` keeps the words of a decision that was refused."""
    page = queries.case_page(me(request), outcome)
    kept = more.pop("kept", None)
    typed = {"words": kept.data.get("words", "")} if kept is not None else {}
    written = {name: form(initial=typed, auto_id=f"{name}_%s") for name, form in WRITTEN.items()}
    shown = {"page": page, "case": outcome, "kept_words": typed.get("words", ""), "stake_form": StakeForm(), **written}
    return render(request, "outcomes/case.html", {**shown, **more}, status=status)


def decided(request: HttpRequest, pk: int, name: str, do: Callable[[Seen, str], Any], said: str) -> HttpResponse:
    """One decision: stored and said in the queue; or refused in the case as it is now, with the words kept.

    `name` is the form's name on the page; where it has no words, any other.
    """
    outcome = checkable(request, pk)
    form = WRITTEN.get(name, SeenForm)(request.POST, auto_id=f"{name}_%s")
    if not form.is_valid():
        return case_page(request, outcome, status=400, form=form, kept=form, **{name: form})
    data = form.cleaned_data
    try:
        do(Seen(data["revision"], data["round"], data["state"]), data.get("words", ""))
    except Refused as refusal:
        outcome.refresh_from_db()
        return case_page(request, outcome, status=refusal.status, refusal=refusal, kept=form)
    messages.success(request, said)
    return redirect("outcomes:cases")


@registrar
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """*Confirm*; what the checks said at that moment is stored with the finding."""
    outcome = checkable(request, pk)
    checks = {check.name: check.found.value for check in queries.case_page(me(request), outcome).checks}

    def do(seen: Seen, _words: str) -> Outcome:
        return confirm_case(actor=me(request), outcome_id=pk, seen=seen, checks=checks)

    two = outcome.verifiers_needed == 2 and not outcome.verifications.filter(
        revision=outcome.revision, round=outcome.round
    )
    said = _("Confirmed. One more is needed: somebody else confirms it too.") if two else _("Confirmed.")
    return decided(request, pk, "confirm_form", do, said)


@registrar
@require_POST
def ask_more(request: HttpRequest, pk: int) -> HttpResponse:
    def do(seen: Seen, words: str) -> Outcome:
        return ask_for_more(actor=me(request), outcome_id=pk, seen=seen, words=words)

    return decided(request, pk, "more_form", do, _("Your question is on its way."))


@registrar
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    def do(seen: Seen, words: str) -> Outcome:
        return close_not_proven(actor=me(request), outcome_id=pk, seen=seen, words=words)

    return decided(request, pk, "close_form", do, _("Closed as not proven. The learner reads your reason."))


@registrar
@require_POST
def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    def do(seen: Seen, words: str) -> Outcome:
        return dispute_case(actor=me(request), outcome_id=pk, seen=seen, words=words)

    return decided(request, pk, "dispute_form", do, _("The case is disputed. Somebody else decides it."))


@registrar
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    proven = request.POST.get("finding") == "proven"

    def do(seen: Seen, words: str) -> Outcome:
        return decide_dispute(actor=me(request), outcome_id=pk, seen=seen, proven=proven, words=words)

    return decided(request, pk, "uphold_form" if proven else "decide_form", do, _("Your decision is stored."))


@registrar
@require_POST
def reverse(request: HttpRequest, pk: int) -> HttpResponse:
    def do(seen: Seen, words: str) -> Outcome:
        return reverse_case(actor=me(request), outcome_id=pk, seen=seen, words=words)

    return decided(request, pk, "reverse_form", do, _("Reversed. The job is not counted any more."))


@registrar
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    def do(seen: Seen, words: str) -> Outcome:
        return withdraw_report(actor=me(request), outcome_id=pk, words=words)

    return decided(request, pk, "withdraw_form", do, _("The report is withdrawn."))


@registrar
@require_POST
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    outcome = checkable(request, pk)
    form = StakeForm(request.POST)
    if not form.is_valid():
        return case_page(request, outcome, status=400, form=form, stake_form=form)
    declare_stake(actor=me(request), outcome_id=pk, reason=form.cleaned_data["reason"])
    messages.success(request, _("Thank you for saying so. The case is hidden from you now."))
    return redirect("outcomes:cases")
