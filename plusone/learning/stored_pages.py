"""A chapter's page for visitors, stored compressed: one query, no template, no token, no cookie.

A stored page is never wrong. It is found only under the frame of today (everything around the chapter: the school's
name, navigation, style sheets, templates, the key that signs forms), only for the version that is current, and only
while the course stands as it stood. Where none is found the page is made for the request; a job stores it.
"""

import gzip
import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.http import parse_etags

from plusone.core import clock, site
from plusone.courses.models import ChapterVersion, Course, Standing, StandingChange
from plusone.learning.chapter_page import chapter_page
from plusone.learning.models import StoredPage
from plusone.learning.rendering import chapter_html

ROOM = Path(__file__).parent
DRAWN_BY = [ROOM / "templates", ROOM.parent / "courses" / "templates" / "courses", ROOM.parent / "templates"]
FRESH = "public, max-age=60"
_frames: dict[tuple[object, ...], str] = {}
_templates: list[str] = []


def visitor_request(language: str, path: str) -> HttpRequest:
    """A request as a visitor would make it, for pages that are made ahead of time."""
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    request.user = AnonymousUser()
    request.LANGUAGE_CODE = language
    return request


def frame(language: str) -> str:
    """A fingerprint of all that surrounds a chapter in this language of the interface."""
    school = site.current()
    known = (language, school.name, school.address, school.language, school.contact, school.privacy_notice)
    if known not in _frames:
        if len(_frames) > 100:
            _frames.clear()
        with translation.override(language):
            drawn = render_to_string("base.html", {}, visitor_request(language, "/courses/"))
        signed_by = salted_hmac("plusone.learning.frame", language).hexdigest()
        _frames[known] = hashlib.sha256("\n".join([drawn, signed_by, _sources()]).encode()).hexdigest()[:16]
    return _frames[known]


def _sources() -> str:
    """The templates that draw a chapter; read once a process."""
    if not _templates:
        found = sorted(path for folder in DRAWN_BY for path in folder.rglob("*.html"))
        _templates.append(hashlib.sha256(b"".join(path.read_bytes() for path in found)).hexdigest())
    return _templates[0]


def _place(slug: str, key: str, interface: str) -> str:
    return f"{slug}/{key}|{interface}|{frame(interface)}"


def find(slug: str, key: str, interface: str, wishes: list[str]) -> StoredPage | None:
    """The stored page for a reader of these languages, in one query; None where it has to be made."""
    if settings.DEBUG:  # templates change under a developer's hands
        return None
    tags = [tag for wish in wishes for tag in dict.fromkeys((wish, wish.split("-")[0]))]
    found = {page.language: page for page in _valid(slug, key, interface, tags)}
    wished = next((found[tag] for tag in tags if tag in found), None)
    return wished or next((page for page in found.values() if page.fallback), None)


def _valid(slug: str, key: str, interface: str, tags: list[str]) -> list[StoredPage]:
    course = "chapter_version__version__course"
    newest = StandingChange.objects.filter(course=OuterRef(f"{course}_id")).order_by("-pk").values("pk")[:1]
    return list(
        StoredPage.objects.filter(
            Q(language__in=tags) | Q(fallback=True),
            place=_place(slug, key, interface),
            chapter_version__version=F(f"{course}__current"),
            standing=F(f"{course}__standing"),
            change=Coalesce(Subquery(newest), 0),
        ).only("language", "fallback", "etag", "body")
    )


def answer(request: HttpRequest, page: StoredPage) -> HttpResponse:
    """The stored bytes, or 304 for who has them; compressed for whoever can read that, which is everybody today."""
    etag = f'W/"{page.etag}"'
    response: HttpResponse
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(bytes(page.body), headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(bytes(page.body)))
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
        html = chapter_html(visitor_request(interface, path), page)
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
