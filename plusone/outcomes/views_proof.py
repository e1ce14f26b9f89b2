"""Proofs: sent by a learner, opened by a verifier."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from plusone.core.access import role, signed_in
from plusone.core.errors import Refused
from plusone.core.text import gettext as _
from plusone.outcomes.actions.keep_evidence import keep_evidence
from plusone.outcomes.actions.open_evidence import open_evidence
from plusone.outcomes.actions.send_evidence import send_evidence
from plusone.outcomes.forms_cases import ProofForm
from plusone.outcomes.models import Evidence, Outcome
from plusone.outcomes.refusals import FileEmpty
from plusone.outcomes.uploads import SealingHandler
from plusone.outcomes.views_learner import job_page, own, pressed
from plusone.people.access import me
from plusone.people.models import Role

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/heic": "heic"}


@csrf_exempt  # only until the handler stands: `_send` asks for the key as every form does
@signed_in
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """The handler must be there before the body is read, so the key of the form is checked after it."""
    own(request, pk)
    handler = SealingHandler(request)
    request.upload_handlers = [handler]
    try:
        return _send(request, pk, handler)
    finally:
        if handler.upload is not None:
            handler.upload.drop()


@csrf_protect
def _send(request: HttpRequest, pk: int, handler: SealingHandler) -> HttpResponse:
    form = ProofForm(request.POST)
    form.is_valid()
    try:
        if handler.upload is None:
            raise FileEmpty
        send_evidence(
            actor=me(request), outcome_id=pk, upload=handler.upload, keep=form.cleaned_data.get("keep", False)
        )
    except Refused as refusal:
        return job_page(request, own(request, pk), status=refusal.status, refusal=refusal, proof_form=form)
    messages.success(request, _("Your proof is here, sealed. Somebody without a stake looks at it."))
    return redirect("outcomes:job", pk)


@signed_in
@require_POST
def keep(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    get_object_or_404(Evidence, pk=evidence, outcome=own(request, pk))
    wanted = request.POST.get("keep") == "yes"
    said = _("We keep it for you.") if wanted else _("It is deleted after the check.")
    return pressed(request, pk, lambda: keep_evidence(actor=me(request), evidence_id=evidence, keep=wanted), said)


@role(Role.REGISTRAR)
@require_GET
@cache_control(no_store=True, private=True)
def view(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """The clear file, for this verifier only, never shown inside a page of ours. The look is stored."""
    outcome = get_object_or_404(Outcome.objects.checked_by(me(request)), pk=pk)
    get_object_or_404(Evidence, pk=evidence, outcome=outcome)
    found, clear = open_evidence(actor=me(request), evidence_id=evidence)
    answer = HttpResponse(clear, content_type=found.media_type)
    answer["Content-Disposition"] = (
        f'attachment; filename="case-{pk}-{evidence}.{ENDINGS.get(found.media_type, "bin")}"'
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
