"""Files of courses: public ones of a published version, an author's own of a draft, and whole folders.

Whatever a file holds, it never runs in the school's origin: a sandbox without scripts, no guessing of types, and
everything that is not a plain picture, sound or film is handed over as a download.
"""

import tempfile
from http import HTTPStatus

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plusone.core import files as stored
from plusone.core.access import role
from plusone.courses import access
from plusone.courses.folders import course_files, write_zip
from plusone.courses.media import kind_of
from plusone.courses.models import Course, DraftFile, VersionFile
from plusone.courses.stored import draft_files
from plusone.courses.views.asking import Signed

SHOWN = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "audio/mpeg", "audio/ogg", "audio/wav"}
    | {"audio/mp4", "video/mp4", "video/webm", "text/vtt"}
)
FOR_EVER = "public, max-age=31536000, immutable"
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def guard(answer: HttpResponseBase, media_type: str, path: str) -> HttpResponseBase:
    """The headers that keep a foreign file from being more than a file."""
    answer["Content-Type"] = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    if media_type not in SHOWN:
        name = path.rsplit("/", 1)[-1]
        plain = "".join(
            letter if letter.isascii() and letter.isprintable() and letter not in '"\\' else "_" for letter in name
        )
        answer["Content-Disposition"] = f'attachment; filename="{plain}"'
    return answer


@require_safe
def file(request: HttpRequest, slug: str, version: int, path: str) -> HttpResponseBase:
    """A file of a published version: the same for ever, so that anybody may keep it.

    A retired course keeps its pictures too: those who followed it still read its chapters.
    """
    found = VersionFile.objects.filter(version__course__slug=slug, version__number=version, path=path).first()
    if found is None or found.media_type in ("text/markdown", ""):
        raise Http404
    etag = f'"{found.stored.rsplit("/", 1)[-1]}"'
    if request.headers.get("If-None-Match") == etag:
        answer: HttpResponseBase = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    else:
        answer = guard(StreamingHttpResponse(stored.chunks(found.stored)), found.media_type, path)
        answer["Content-Length"] = str(found.size)
    answer["Cache-Control"] = FOR_EVER
    answer["ETag"] = etag
    return answer


@require_safe
@never_cache
@role("author")
def draft_file(request: Signed, slug: str, path: str) -> HttpResponseBase:
    """A file of a draft, for its authors."""
    course = get_object_or_404(access.writable(request.user), slug=slug)
    found = get_object_or_404(DraftFile, draft__course=course, path=path)
    content = stored.read(found.stored)
    return guard(HttpResponse(content), kind_of(content, path).media_type or "application/octet-stream", path)


def _zip(files: dict[str, bytes], slug: str) -> HttpResponseBase:
    packed = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    write_zip(files, packed)
    packed.seek(0)
    return FileResponse(packed, as_attachment=True, filename=f"{slug}.zip", content_type="application/zip")


@require_safe
def folder(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The source of a published course, as its licence allows; brought again it is the same course."""
    course = get_object_or_404(Course.objects.readable().select_related("current"), slug=slug)
    return _zip(course_files(course), slug)


@require_safe
@never_cache
@role("author")
def draft_folder(request: Signed, slug: str) -> HttpResponseBase:
    """The author's own draft, to take it elsewhere."""
    course = get_object_or_404(access.writable(request.user).select_related("draft"), slug=slug, draft__isnull=False)
    return _zip(draft_files(course.draft), slug)
