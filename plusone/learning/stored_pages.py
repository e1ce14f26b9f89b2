"""A chapter's page for visitors, stored compressed: one query, no template, no token, no cookie.

A stored page is never wrong. It is found only under the frame of today (everything around the chapter: the school's
name, navigation, style sheets, templates, the key that signs forms), only for the version that is current, and only
while the course stands as it stood. Where none is found the page is made for the request; a job stores it.
"""

import gzip
import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from plusone.core import clock
from plusone.courses.models import ChapterVersion, Course, Standing, StandingChange
from plusone.learning import frames
from plusone.learning.chapter_page import chapter_page
from plusone.learning.models import StoredPage
from plusone.learning.rendering import chapter_html

FRESH = "public, max-age=60"


def _place(slug: str, key: str, interface: str) -> str:
    return f"{slug}/{key}|{interface}|{frames.fingerprint(interface)}"


@dataclass(frozen=True)
class Found:
    language: str
    fallback: bool
    etag: str
    body: bytes


_FIND = """
SELECT page.language, page.fallback, page.etag, page.body
FROM learning_storedpage page
JOIN courses_chapterversion chapter ON chapter.id = page.chapter_version_id
JOIN courses_courseversion version ON version.id = chapter.version_id
JOIN courses_course course ON course.id = version.course_id
WHERE page.place = %s AND (page.fallback OR page.language IN ({tags}))
AND course.current_id = version.id AND course.standing = page.standing
AND page.change = COALESCE((SELECT MAX(told.id) FROM courses_standingchange told WHERE told.course_id = course.id), 0)
"""


def find(slug: str, key: str, interface: str, wishes: list[str]) -> Found | None:
    """The stored page for a reader of these languages, in one query; None where it has to be made."""
    if settings.DEBUG:  # templates change under a developer's hands
        return None
    tags = list(dict.fromkeys(tag for wish in wishes for tag in (wish, wish.split("-")[0])))
    with connection.cursor() as cursor:
        query = _FIND.format(tags=", ".join(["%s"] * len(tags)))
        cursor.execute(query, [_place(slug, key, interface), *tags])
        found = {row[0]: Found(row[0], bool(row[1]), row[2], bytes(row[3])) for row in cursor.fetchall()}
    wished = next((found[tag] for tag in tags if tag in found), None)
    return wished or next((page for page in found.values() if page.fallback), None)


def answer(request: HttpRequest, page: Found) -> HttpResponse:
    """The stored bytes, or 304 for who has them; compressed for whoever can read that, which is everybody today."""
    etag = f'W/"{page.etag}"'
    response: HttpResponse
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(page.body, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(page.body))
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private" if "lang" in request.GET else FRESH
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def make_all(course_id: int) -> int:
    """Store what is missing of a course, and drop what can no longer be served. Gives how many pages were made."""
    course = Course.objects.select_related("current").filter(pk=course_id).first()
    readable = course is not None and course.standing in {Standing.PUBLISHED, Standing.ON_HOLD}
    if course is None or course.current is None or not readable:
        StoredPage.objects.filter(chapter_version__version__course=course_id).delete()
        return 0
    newest = StandingChange.objects.filter(course=course).order_by("-pk").values_list("pk", flat=True).first() or 0
    kept = [
        _store(course, chapter_version, interface, newest)
        for chapter_version in course.current.chapters.select_related("chapter").defer("source", "html", "quiz")
        for interface, _name in settings.LANGUAGES
    ]
    StoredPage.objects.filter(chapter_version__version__course=course).exclude(
        pk__in=[pk for pk, _new in kept]
    ).delete()
    return sum(new for _pk, new in kept)


def _store(course: Course, chapter_version: ChapterVersion, interface: str, change: int) -> tuple[int, bool]:
    """The stored page and whether it had to be made: it is not made again while it can be served."""
    version, key = course.current, chapter_version.chapter.key
    assert version is not None  # noqa: S101 - only published courses come here
    place: dict[str, Any] = {"place": _place(course.slug, key, interface), "language": chapter_version.language}
    served = {"chapter_version": chapter_version, "standing": course.standing, "change": change}
    there = StoredPage.objects.filter(**place, **served).values_list("pk", flat=True).first()
    if there is not None:
        return there, False
    path = reverse("learning:chapter", args=[course.slug, key])
    with translation.override(interface):
        page = chapter_page(course.slug, key, None, [chapter_version.language])
        html = chapter_html(frames.request_of(AnonymousUser(), interface, path), page)
    body = gzip.compress(html.encode(), 9, mtime=0)
    others = version.chapters.filter(chapter=chapter_version.chapter_id).values_list("language", flat=True)
    first = version.language if version.language in others else others.order_by("pk").first()
    values = {
        **served,
        "fallback": chapter_version.language == first,
        "etag": hashlib.sha256(body).hexdigest()[:32],
        "body": body,
        "made_at": clock.now(),
    }
    with transaction.atomic():
        made, _new = StoredPage.objects.update_or_create(defaults=values, **place)
    return made.pk, True
