"""A draft as its readers will see it, with the right answers marked for its author."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plusone.core.access import role
from plusone.courses import access, previews
from plusone.courses.models import Draft
from plusone.courses.views.asking import Signed


def _draft(request: Signed, slug: str) -> Draft:
    course = get_object_or_404(access.writable(request.user), slug=slug)
    return get_object_or_404(Draft.objects.select_related("course"), course=course)


@require_safe
@never_cache
@role("author")
def contents(request: Signed, slug: str) -> HttpResponse:
    """The course's first page."""
    page = previews.contents(_draft(request, slug), request.GET.get("in", ""))
    if page is None:
        raise Http404
    return render(request, "courses/preview.html", {"page": page})


@require_safe
@never_cache
@role("author")
def chapter(request: Signed, slug: str, key: str) -> HttpResponse:
    page = previews.chapter(_draft(request, slug), key, request.GET.get("in", ""))
    if page is None:
        raise Http404
    return render(request, "courses/preview_chapter.html", {"page": page})
