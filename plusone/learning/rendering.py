"""The page of a chapter, from what it shows to HTML.

Drawing it whole costs ten times what the rest of a request costs, and almost all of it is the same for everybody. So
it is drawn in pieces that are remembered: the shell (frame and text of the chapter), and how far somebody is, the
quiz, the way on and the list of chapters, which go into its holes. What belongs to one person (the keys of forms) is
put in last, and is never remembered.
"""

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from plusone.core import ids
from plusone.core.templatetags.parts import form_key
from plusone.core.text import get_language
from plusone.courses.quiz_forms import Reply
from plusone.courses.quizzes import Quiz
from plusone.learning import asking, frames
from plusone.learning.asking import Asked
from plusone.learning.chapter_page import ChapterPage, standing_change
from plusone.learning.frames import Somebody
from plusone.learning.memo import Memo

_MARK = ids.new_token()  # nobody can write a chapter that holds it
_shells: Memo[list[str]] = Memo(200)
_pieces: Memo[str] = Memo(2000)
HOLES = ("progress", "quiz", "onward", "toc")


def _hole(name: str) -> SafeString:
    return mark_safe(f"<!--{_MARK} {name}-->")


KEY, ASKED = _hole("key"), _hole("asked")


def chapter_html(
    request: HttpRequest, page: ChapterPage, *, asked: Asked | None = None, reply: Reply | None = None, **why: bool
) -> str:
    """The whole page. `reply` fills the quiz with what was said, and `asked` keeps it the quiz that was asked, where a
    newer version has come; `busy` and `once_more` say why it comes back."""
    filled = {
        "progress": _progress(page) if page.follows else "",
        "quiz": _quiz(request, page, asked, reply, why),
        "onward": _onward(request, page),
        "toc": _toc(page),
    }
    parts = _shell(request, page)
    html = "".join(filled.get(part, part) for part in parts)
    return html.replace(KEY, form_key({"request": request})) if KEY in html else html


def _draw(template: str, **context: Any) -> str:
    return render_to_string(f"learning/{template}.html", context)


def _shell(request: HttpRequest, page: ChapterPage) -> list[str]:
    """Everything but the holes, cut at them. Remembered where it is the same for all who have the same roles."""
    language = get_language() or ""
    roles = request.user.roles() if request.user.is_authenticated else None
    if not page.open or roles is None or len(get_messages(request)):
        return _draw_shell(request, page)
    key = (page.chapter_version_id, page.standing, language, roles, request.path, frames.fingerprint(language))
    found = _shells.find(key)
    if found is None:
        found = _draw_shell(frames.request_of(Somebody(roles), language, request.path), page)
        if not any("csrfmiddlewaretoken" in part for part in found):  # a form in the frame is somebody's own
            return _shells.keep(key, found)
        return _draw_shell(request, page)
    return found


def _draw_shell(request: HttpRequest, page: ChapterPage) -> list[str]:
    context = {
        "page": page,
        "change": None if page.open else standing_change(page.course_id),
        **{name: _hole(name) for name in HOLES},
    }
    html: str = render_to_string("learning/chapter.html", context, request)
    parts: list[str] = []
    for name in HOLES:
        before, _mark, html = html.partition(_hole(name))
        parts += [before, name]
    return [*parts, html]


def _progress(page: ChapterPage) -> str:
    progress = page.progress
    key = ("progress", progress, get_language())
    return _pieces.get(key, lambda: _draw("progress", progress=progress))


def _toc(page: ChapterPage) -> str:
    """The list of chapters: each line exists in three ways, here, done and to do."""
    kept = ("toc", page.version_id, page.tongue.code, page.slug, get_language())
    lines = []
    for step in page.steps:
        state = "now" if step.chapter_id == page.chapter_id else "done" if page.follows and step.done else "todo"
        key = (*kept, step.chapter_id, state)
        found = _pieces.find(key)
        lines.append(found or _pieces.keep(key, _draw("toc_line", step=step, slug=page.slug, state=state)))
    return "".join(lines)


def _onward(request: HttpRequest, page: ChapterPage) -> str:
    member = request.user.is_authenticated
    to_read = page.follows and not page.retired and not page.here.read and not page.here.passed
    kept = (page.chapter_version_id, page.standing, get_language(), member, to_read, page.follows)
    return _pieces.get(("onward", *kept), lambda: _draw("onward", page=page, member=member, to_read=to_read, key=KEY))


def _quiz(
    request: HttpRequest, page: ChapterPage, asked: Asked | None, reply: Reply | None, why: dict[str, bool]
) -> str:
    if not (asked or page.quiz_json) or page.retired:
        return ""
    of = asked.chapter_version.pk if asked else page.chapter_version_id
    who = request.user.pk or asking.VISITOR
    token = asked.token if asked and asked.who == who else ""

    def draw() -> str:
        quiz = asked.quiz if asked else Quiz.from_json(page.quiz_json)
        context = {"questions": asking.shown(quiz, of, who, reply), "problems": bool(reply and reply.problems), **why}
        return _draw("quiz", page=page, key=KEY if request.user.is_authenticated else "", asked=ASKED, **context)

    kept = ("quiz", of, get_language(), asking.deal(who), page.here.passed, page.pass_mark)
    html = draw() if asked or reply or why else _pieces.get(kept, draw)
    return html.replace(ASKED, asking.sign(of, who, token))
