"""The pages on which people read and learn, under /courses/."""

from typing import Any

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plusone.core import access, carried, limits
from plusone.core.errors import Refused
from plusone.core.text import gettext as _
from plusone.courses import quiz_forms, quizzes
from plusone.courses.models import Chapter, Course, Standing
from plusone.learning import asking, forgery, languages, queries
from plusone.learning.actions.answer_quiz import answer_quiz
from plusone.learning.actions.follow_course import follow_course
from plusone.learning.actions.mark_chapter_read import mark_chapter_read
from plusone.learning.actions.stop_following import stop_following
from plusone.learning.chapter_page import ChapterPage, Gone, chapter_page, standing_change
from plusone.people.models import Person


def _person(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def _spoken(request: HttpRequest) -> str:
    return str(request.LANGUAGE_CODE)  # type: ignore[attr-defined]


@require_GET
def courses(request: HttpRequest) -> HttpResponse:
    """The catalogue, or one section of it (`?section=`, on from the slug `?after=`)."""
    wishes, key = languages.wanted(request), request.GET.get("section", "")
    if key:
        section = queries.section_page(key, request.GET.get("after", ""), wishes, _spoken(request))
        return render(request, "learning/section.html", {"section": section, "key": key})
    return render(request, "learning/courses.html", {"catalogue": queries.catalogue(wishes, _spoken(request))})


@require_GET
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """What a course helps to, what is in it, and where the reader goes on."""
    page = queries.course_page(slug, _person(request), languages.wanted(request), _spoken(request))
    retired = page.course.standing == Standing.RETIRED
    if retired and page.following is None:
        return render(request, "learning/retired.html", {"title": page.title, "change": page.change}, status=410)
    return render(request, "learning/course.html", {"page": page})


@require_http_methods(["GET", "POST"])
@access.signed_in
def following(request: HttpRequest, slug: str) -> HttpResponse:
    """GET asks, POST follows. A visitor is sent to sign in, and comes back to the question."""
    found = get_object_or_404(Course.objects.exclude(standing=Standing.DRAFT).exclude(current=None), slug=slug)
    onward = _safe(request, request.POST.get("to", "") or request.GET.get("to", ""))
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


@require_GET
def chapter(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Anybody reads a chapter; who follows the course sees how far they are."""
    try:
        page = chapter_page(slug, key, _person(request), languages.wanted(request))
    except Gone as gone:
        return render(request, "learning/retired.html", {"title": gone.title}, status=410)
    reply = asking.open_kept(request.GET.get("answers", ""), slug, key) if "answers" in request.GET else None
    return _chapter(request, page, reply=asking.without_problems(reply))


def _chapter(request: HttpRequest, page: ChapterPage, *, status: int = 200, **more: Any) -> HttpResponse:
    reply, who = more.pop("reply", None), request.user.pk or asking.VISITOR
    context = {
        "page": page,
        "questions": asking.shown(page.quiz, page.chapter_version_id, who, reply) if page.quiz else [],
        "asked": asking.sign(page.chapter_version_id, who),
        "problems": bool(reply and reply.problems),
        "change": None if page.open else standing_change(page.course_id),
        **more,
    }
    return render(request, "learning/chapter.html", context, status=status)


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
    if not request.user.is_authenticated:
        held = carried.hold(request)  # a form made for somebody whose session has ended
        if held is not None:
            return held
    asked = asking.open_asked(request.POST.get("asked", ""), slug, key)
    reply = quiz_forms.read(asked.quiz, asked.seed, request.POST)
    page = chapter_page(slug, key, _person(request), [asked.chapter_version.language])
    if request.user.is_authenticated and (asked.who != request.user.pk or forgery.suspected(request)):
        return _chapter(request, page, status=403, reply=asking.without_problems(reply), once_more=True)
    if reply.problems:
        return _chapter(request, page, status=400, reply=reply)
    if not page.follows:
        return _unkept(request, page, asked, reply)
    return _kept(request, page, asked, reply)


def _unkept(request: HttpRequest, page: ChapterPage, asked: asking.Asked, reply: quiz_forms.Reply) -> HttpResponse:
    """Feedback for who does not follow the course. Nothing is stored; the address to follow carries the answers."""
    marks = quizzes.mark(asked.quiz, reply.answers)
    score = sum(one.right for one in marks)
    kept = asking.keep(request.POST)
    back = reverse("learning:chapter", args=[page.slug, page.key]) + (f"?answers={kept}" if kept else "")
    context = {
        "page": page,
        "questions": quiz_forms.shown(asked.quiz, asked.seed, reply.answers, marks=marks),
        "score": score,
        "most": len(marks),
        "percent": score * 100 // len(marks),
        "passed": quizzes.passes(score, len(marks), asked.chapter_version.version.pass_mark),
        "asked_of": asked.chapter_version,
        "to": back,
        "kept": bool(kept),
    }
    return render(request, "learning/unkept.html", context)


def _kept(request: HttpRequest, page: ChapterPage, asked: asking.Asked, reply: quiz_forms.Reply) -> HttpResponse:
    person = _person(request)
    assert person is not None  # noqa: S101 - only somebody with an account follows
    try:
        limits.hit(f"quiz:{person.pk}", most=120, seconds=3600)
        made = answer_quiz(actor=person, asked=asked.chapter_version, answers=reply.answers, token=asked.token)
    except OperationalError:
        return _chapter(request, page, status=503, reply=reply, busy=True)
    if made.answers != reply.answers:
        messages.info(request, _("This form was sent before. Here is what it gave then."))
    return HttpResponseRedirect(reverse("learning:attempt", args=[page.slug, page.key, made.pk]))


@require_GET
@access.signed_in
def attempt(request: HttpRequest, slug: str, key: str, attempt_id: int) -> HttpResponse:
    """What an attempt gave, question by question; only for who made it."""
    found = get_object_or_404(
        queries.attempts_of(request.user),  # type: ignore[arg-type]
        pk=attempt_id,
        chapter__key=key,
        chapter__course__slug=slug,
    )
    result = queries.result_page(found, languages.wanted(request))
    return render(request, "learning/attempt.html", {"result": result, "page": result.page})


def _safe(request: HttpRequest, address: str) -> str:
    """The address, where it is one of this school's own."""
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None, require_https=request.is_secure())
    return address if ours and address.startswith("/courses/") else ""
