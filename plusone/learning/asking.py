"""A quiz in the hands of one reader: the signed value in the form that says what was asked, and of whom.

Where an option stands follows from a secret seed of the chapter and the reader; the form names the version that
asked and carries a token, so that sent twice it is one attempt.
"""

from dataclasses import dataclass

from django.core import signing
from django.http import Http404, QueryDict
from django.utils.crypto import salted_hmac

from plusone.core import ids
from plusone.core.errors import Refused
from plusone.core.text import gettext_lazy as _
from plusone.courses import quiz_forms
from plusone.courses.models import ChapterVersion
from plusone.courses.quiz_forms import Reply, Shown
from plusone.courses.quizzes import Quiz

SALT = "plusone.learning.asked"
KEPT_SALT = "plusone.learning.kept"
LARGEST_KEPT = 3000  # characters that an address carries everywhere
VISITOR = 0


class NotOurs(Refused):
    """The form was not made here, or was changed on its way."""

    status = 400
    sentence = _("This form does not say which questions it answers. Please open the chapter again.")


@dataclass(frozen=True)
class Asked:
    """What a form says about itself."""

    chapter_version: ChapterVersion
    who: int
    token: str

    @property
    def seed(self) -> str:
        return seed(self.chapter_version.pk, self.who)

    @property
    def quiz(self) -> Quiz:
        return Quiz.from_json(self.chapter_version.quiz)


DEALS = 8  # ways in which the questions of a chapter lie; more would only fill memory


def deal(who: int) -> int:
    """In which of them they lie for this reader."""
    return 0 if who == VISITOR else 1 + who % DEALS


def seed(chapter_version_id: int, who: int) -> str:
    """Secret, and always the same for a reader and a chapter: the questions stand still while one tries again."""
    return salted_hmac("plusone.learning.seed", f"{chapter_version_id}:{deal(who)}").hexdigest()


def sign(chapter_version_id: int, who: int = VISITOR, token: str = "") -> str:
    """The hidden value of a form, with a new token unless one is given. A visitor's holds none: nothing is stored."""
    token = token or (ids.new_token() if who else "")
    return signing.dumps([chapter_version_id, who, token], salt=SALT)


def open_asked(text: str, slug: str, key: str) -> Asked:
    """What a form asked in this chapter. Refuses what was not signed here; Http404 for another chapter's form."""
    try:
        chapter_version_id, who, token = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        raise NotOurs from None
    found = (
        ChapterVersion.objects.filter(pk=chapter_version_id, chapter__key=key, version__course__slug=slug)
        .filter(quiz__isnull=False)
        .select_related("version__course", "chapter")
        .first()
    )
    if found is None:
        raise Http404
    return Asked(found, who, token)


def keep(sent: QueryDict) -> str:
    """What a visitor sent, as a signed value for an address; empty where it is too long for one."""
    fields = [[name, sent.getlist(name)] for name in sent if name not in {"csrfmiddlewaretoken", "form_owner"}]
    kept = signing.dumps(fields, salt=KEPT_SALT, compress=True)
    return kept if len(kept) <= LARGEST_KEPT else ""


def open_kept(text: str, slug: str, key: str) -> tuple[Asked | None, Reply | None]:
    """What was sent before signing in, without problems; two times None for anything that `keep` did not make here."""
    if not text:
        return None, None
    try:
        fields = signing.loads(text, salt=KEPT_SALT)
        sent = QueryDict(mutable=True)
        for name, values in fields:
            sent.setlist(name, values)
        asked = open_asked(sent.get("asked", ""), slug, key)
    except (signing.BadSignature, NotOurs, Http404):
        return None, None
    return asked, without_problems(quiz_forms.read(asked.quiz, asked.seed, sent))


def shown(quiz: Quiz, chapter_version_id: int, who: int, reply: Reply | None = None) -> list[Shown]:
    """The questions for this reader, filled with what they said before."""
    answers = reply.answers if reply else None
    problems = reply.problems if reply else None
    return quiz_forms.shown(quiz, seed(chapter_version_id, who), answers, problems)


def without_problems(reply: Reply | None) -> Reply | None:
    """What was said, without asking for what is missing."""
    return Reply(reply.answers, {}) if reply else None
