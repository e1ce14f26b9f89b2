"""The pages on which a stranger checks the count: no account is asked for, and nothing is hidden behind one."""

from hashlib import sha256
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plusone.core import clock, limits, site
from plusone.core.errors import Refused
from plusone.core.text import get_language
from plusone.outcomes import exports, queries_count, verify, witnesses
from plusone.outcomes.actions.become_witness import ask_to_witness, confirm_witness, stop_witness
from plusone.outcomes.forms_count import WitnessForm
from plusone.outcomes.models import Witness

HEADS_IN_FEED = 60
VERIFIER = Path(verify.__file__).read_bytes()
VERIFIER_ETAG = f'"{sha256(VERIFIER).hexdigest()[:32]}"'


@require_safe
def how_we_count(request: HttpRequest) -> HttpResponse:
    page = queries_count.count_page(clock.today())
    return render(request, "outcomes/how_we_count.html", {"page": page, "now": clock.now(), "address": site.link("")})


@require_safe
def ledger_lines(request: HttpRequest) -> HttpResponse:
    """The lines, newest first; `?before=` a line's number."""
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) <= 15):
        raise Http404
    lines = queries_count.newest_lines(queries_count.A_PAGE, int(before) if before else None)
    older = f"?before={lines[-1].seq}" if lines and lines[-1].seq > 1 else ""
    return render(request, "outcomes/ledger.html", {"lines": lines, "older": older, "is_first": not before})


@require_safe
def ledger_jsonl(request: HttpRequest) -> HttpResponseBase:
    """The whole ledger and its head, piece by piece."""
    response = StreamingHttpResponse(exports.export_lines(), content_type="application/x-ndjson")
    response["Content-Disposition"] = 'attachment; filename="ledger.jsonl"'
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The program that checks it, to be read in the browser first."""
    if VERIFIER_ETAG in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304, headers={"ETag": VERIFIER_ETAG})
    return HttpResponse(VERIFIER, content_type="text/plain; charset=utf-8", headers={"ETag": VERIFIER_ETAG})


@require_safe
def heads_atom(request: HttpRequest) -> HttpResponse:
    context = {"heads": queries_count.heads(HEADS_IN_FEED), "now": clock.now(), "address": site.link("")}
    return render(request, "outcomes/heads.atom", context, content_type="application/atom+xml; charset=utf-8")


@require_http_methods(["GET", "HEAD", "POST"])
def witness_new(request: HttpRequest) -> HttpResponse:
    """Ask for each day's head by mail. The answer is the same for every address."""
    form = WitnessForm(request.POST if request.method == "POST" else None)
    refusal, status = None, 400 if form.is_bound else 200
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            limits.hit(f"outcomes.witness:{limits.client(request)}", most=10, seconds=3600)
            ask_to_witness(email=email, language=get_language() or "en")
            return render(request, "outcomes/witness_asked.html", {"email": email})
        except Refused as refused:
            refusal, status = refused, refused.status
    return render(request, "outcomes/witness_new.html", {"form": form, "refusal": refusal}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def witness(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a witness's link. Opening it changes nothing; its buttons do."""
    found = _witness(token)
    if request.method == "POST":
        confirm_witness(witness=found)
        return redirect("outcomes:witness", token=token)
    return render(request, "outcomes/witness.html", {"witness": found, "token": token})


@csrf_exempt  # mail programs press this button too (RFC 8058); the secret in the address is what is asked for
@require_POST
def witness_stop(request: HttpRequest, token: str) -> HttpResponse:
    stop_witness(witness=_witness(token))
    return render(request, "outcomes/witness_stopped.html")


def _witness(token: str) -> Witness:
    found = witnesses.of(token)
    if found is None:
        raise Http404
    return found
