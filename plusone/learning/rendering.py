"""The page of a chapter, from what it shows to HTML: for a request, and for the page that is stored for visitors."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from plusone.courses.quiz_forms import Reply
from plusone.learning import asking
from plusone.learning.asking import Asked
from plusone.learning.chapter_page import ChapterPage, standing_change


def chapter_html(
    request: HttpRequest, page: ChapterPage, *, asked: Asked | None = None, reply: Reply | None = None, **why: bool
) -> str:
    """The whole page. `reply` fills the quiz with what was said, and `asked` keeps it the quiz that was asked, where a
    newer version has come; `busy` and `once_more` say why it comes back."""
    who = request.user.pk or asking.VISITOR
    quiz, of = (asked.quiz, asked.chapter_version.pk) if asked else (page.quiz, page.chapter_version_id)
    token = asked.token if asked and asked.who == who else ""
    context = {
        "page": page,
        "questions": asking.shown(quiz, of, who, reply) if quiz else [],
        "asked": asking.sign(of, who, token) if quiz else "",
        "problems": bool(reply and reply.problems),
        "change": None if page.open else standing_change(page.course_id),
        **why,
    }
    return render_to_string("learning/chapter.html", context, request)
