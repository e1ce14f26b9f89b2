"""The pages on which people read and learn, under /courses/."""

import re

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plusone.core import access, carried, limits
from plusone.core.errors import Refused
from plusone.core.text import gettext as _
from plusone.courses import quiz_forms
from plusone.courses.models import Chapter, Course, Standing
from plusone.learning import asking, forgery, languages, queries, results, stored_pages
from plusone.learning.actions.answer_quiz import answer_quiz
from plusone.learning.actions.follow_course import follow_course
from plusone.learning.actions.mark_chapter_read import mark_chapter_read
from plusone.learning.actions.stop_following import stop_following
from plusone.learning.chapter_page import Gone, chapter_page
from plusone.learning.errors import NotFollowed
from plusone.learning.rendering import chapter_html
from plusone.people.models import Person

ONWARD = re.compile(r"/courses/[\w-]+/[\w-]+/(\?answers=[\w:.-]+)?", re.ASCII)


def _person(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def _spoken(request: HttpRequest) -> str:
    return str(request.LANGUAGE_CODE)


@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """The catalogue, or one section of it (`?section=`, on from the slug `?after=`)."""
    wishes, key = languages.wanted(request), request.GET.get("section", "")
    if key:
        section = queries.section_page(key, request.GET.get("after", ""), wishes, _spoken(request))
        return render(request, "learning/section.html", {"section": section, "key": key})
    return render(request, "learning/courses.html", {"catalogue": queries.catalogue(wishes, _spoken(request))})


@require_safe
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """What a course helps to, what is in it, and where the reader goes on."""
    page = queries.course_page(slug, _person(request), languages.wanted(request), _spoken(request))
    retired = page.course.standing == Standing.RETIRED
    if retired and page.following is None:
        return render(request, "learning/retired.html", {"title": page.title, "change": page.change}, status=410)
    return render(request, "learning/course.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@access.signed_in
def following(request: HttpRequest, slug: str) -> HttpResponse:
    """GET asks, POST follows. A visitor is sent to sign in, and comes back to the question."""
    found = get_object_or_404(Course.objects.exclude(standing=Standing.DRAFT).exclude(current=None), slug=slug)
    onward = _onward(request)
    refusal = None
    if request.method == "POST":
        try:
            follow_course(actor=request.user, course=found)  # type: ignore[arg-type]
        except Refused as problem:
            refusal = problem
        else:
            return redirect(onward or reverse("learning:course", args=[slug]))
    page = queries.course_page(slug, _person(request), languages.wanted(request), _spoken(request))
    context = {"page": page, "refusal": refusal, "to": onward}
    return render(request, "learning/following.html", context, status=refusal.status if refusal else 200)


@require_POST
@access.signed_in
def stopped(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop to follow; what was done stays."""
    found = get_object_or_404(Course.objects.filter(followings__person=request.user.pk), slug=slug)
    stop_following(actor=request.user, course=found)  # type: ignore[arg-type]
    messages.success(request, _("You no longer follow this course. What you did is kept, in case you come back."))
    return redirect("learning:course", slug=slug)


@require_safe
def chapter(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Anybody reads a chapter; who follows the course sees how far they are."""
    person, wishes = _person(request), languages.wanted(request)
    asked, reply = asking.open_kept(request.GET.get("answers", ""), slug, key)
    if asked is not None:
        wishes = [asked.chapter_version.language]
    elif person is None:
        stored = stored_pages.find(slug, key, _spoken(request), wishes)
        if stored is not None:
            return stored_pages.answer(request, stored)
    try:
        page = chapter_page(slug, key, person, wishes)
    except Gone as gone:
        return render(request, "learning/retired.html", {"title": gone.title}, status=410)
    if asked is not None and asked.chapter_version.pk != page.chapter_version_id:
        reply = None  # the questions have changed since
    return HttpResponse(chapter_html(request, page, reply=reply))


@require_POST
@access.signed_in
def reading(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """*I have read this*: the place moves, and the reader goes on to the next chapter."""
    found = get_object_or_404(Chapter.objects.exclude(course__standing=Standing.DRAFT), course__slug=slug, key=key)
    mark_chapter_read(actor=request.user, chapter=found)  # type: ignore[arg-type]
    onward = chapter_page(slug, key, _person(request), languages.wanted(request)).next
    if onward is None:
        return redirect("learning:course", slug=slug)
    return redirect("learning:chapter", slug=slug, key=onward.key)


@csrf_exempt  # a visitor's answers change nothing; for somebody with an account the key is checked below
@require_POST
def quiz(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """*Check my answers*: stored for who follows the course, shown and forgotten for everybody else."""
    person = _person(request)
    held = carried.hold(request) if person is None else None
    if held is not None:  # the form was made for somebody whose session has ended
        return held
    asked = asking.open_asked(request.POST.get("asked", ""), slug, key)
    reply = quiz_forms.read(asked.quiz, asked.seed, request.POST)
    if person and (asked.who != person.pk or forgery.suspected(request)):
        return _again(request, asked, asking.without_problems(reply), 403, once_more=True)
    if reply.problems:
        return _again(request, asked, reply, 400)
    if person is None:
        return _unkept(request, asked, reply)
    try:
        return _kept(request, person, asked, reply)
    except NotFollowed:
        return _unkept(request, asked, reply)
    except OperationalError:  # the database is locked, or gone for a moment
        return _again(request, asked, reply, 503, busy=True)


def _again(
    request: HttpRequest, asked: asking.Asked, reply: quiz_forms.Reply | None, status: int, **why: bool
) -> HttpResponse:
    """The chapter once more, with the questions that were asked and all that was said."""
    version = asked.chapter_version
    page = chapter_page(version.version.course.slug, version.chapter.key, _person(request), [version.language])
    return HttpResponse(chapter_html(request, page, asked=asked, reply=reply, **why), status=status)


def _kept(request: HttpRequest, person: Person, asked: asking.Asked, reply: quiz_forms.Reply) -> HttpResponse:
    limits.hit(f"quiz:{person.pk}", most=120, seconds=3600)
    made = answer_quiz(actor=person, asked=asked.chapter_version, answers=reply.answers, token=asked.token)
    if made.answers != reply.answers:
        messages.info(request, _("This form was sent before. Here is what it gave then."))
    version = asked.chapter_version
    return redirect("learning:attempt", slug=version.version.course.slug, key=version.chapter.key, attempt_id=made.pk)


def _unkept(request: HttpRequest, asked: asking.Asked, reply: quiz_forms.Reply) -> HttpResponse:
    """Feedback for who does not follow the course. Nothing is stored; the address to follow carries the answers."""
    version = asked.chapter_version
    slug, key = version.version.course.slug, version.chapter.key
    kept = asking.keep(request.POST)
    context = {
        "page": chapter_page(slug, key, _person(request), [version.language]),
        "outcome": results.outcome(asked, reply),
        "to": reverse("learning:chapter", args=[slug, key]) + (f"?answers={kept}" if kept else ""),
        "kept": bool(kept),
    }
    return render(request, "learning/unkept.html", context)


@require_safe
@access.signed_in
def attempt(request: HttpRequest, slug: str, key: str, attempt_id: int) -> HttpResponse:
    """What an attempt gave, question by question; only for who made it."""
    found = get_object_or_404(
        results.attempts_of(request.user),  # type: ignore[arg-type]
        pk=attempt_id,
        chapter__key=key,
        chapter__course__slug=slug,
    )
    result = results.result_page(found, languages.wanted(request))
    return render(request, "learning/attempt.html", {"result": result, "page": result.page, "slug": slug, "key": key})


def _onward(request: HttpRequest) -> str:
    """Where to go after following: a chapter of this school, with answers or without; else nowhere."""
    address = request.POST.get("to", "") or request.GET.get("to", "")
    return address if ONWARD.fullmatch(address) else ""
