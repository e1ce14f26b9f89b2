"""What answers gave: marked just now for a visitor, or as stored for who follows the course."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from plusone.courses import quiz_forms, quizzes
from plusone.courses.quiz_forms import Reply, Shown
from plusone.courses.quizzes import Mark, Quiz
from plusone.learning import asking, languages
from plusone.learning.chapter_page import ChapterPage, Gone, chapter_page
from plusone.learning.models import Attempt, Completion
from plusone.people.models import Person


def attempts_of(person: Person) -> QuerySet[Attempt]:
    """The person's attempts, with what their page shows: fetched through the person, so a stranger finds none."""
    return Attempt.objects.filter(person=person).select_related("asked__version__course", "chapter")


@dataclass(frozen=True)
class Outcome:
    """Answers and what they gave, against the version that asked."""

    questions: list[Shown]
    score: int
    most: int
    passed: bool
    pass_mark: int
    tongue: languages.Tongue

    @property
    def percent(self) -> int:
        """Whole per cents, rounded down: nobody reads 70 % who has not reached it."""
        return self.score * 100 // self.most


def outcome(asked: asking.Asked, reply: Reply) -> Outcome:
    """Marked here and now, and stored nowhere."""
    version = asked.chapter_version
    marks = quizzes.mark(asked.quiz, reply.answers)
    score, pass_mark = sum(one.right for one in marks), version.version.pass_mark
    passed = quizzes.passes(score, len(marks), pass_mark)
    drawn = quiz_forms.shown(asked.quiz, asked.seed, reply.answers, marks=marks)
    return Outcome(drawn, score, len(marks), passed, pass_mark, languages.tongue(version.language))


def stored_outcome(attempt: Attempt) -> Outcome:
    """As it was marked when it was sent."""
    asked = attempt.asked
    marks = [Mark(one["right"], one["feedback"]) for one in attempt.marks]
    seed = asking.seed(asked.pk, attempt.person_id)
    drawn = quiz_forms.shown(Quiz.from_json(asked.quiz), seed, attempt.answers, marks=marks)
    tongue = languages.tongue(asked.language)
    return Outcome(drawn, attempt.score, attempt.most, attempt.passed, asked.version.pass_mark, tongue)


@dataclass(frozen=True)
class Result:
    """An attempt on its page, with the way on in today's version; `page` is None where the chapter has gone since."""

    attempt: Attempt
    outcome: Outcome
    page: ChapterPage | None
    course_title: str
    completion: Completion | None

    @property
    def newer(self) -> bool:
        """The version that asked is no longer the current one."""
        return self.page is not None and self.page.version_id != self.attempt.asked.version_id


def result_page(attempt: Attempt, wishes: list[str]) -> Result:
    """What the attempt gave; two queries besides the attempt itself."""
    asked = attempt.asked
    course = asked.version.course
    try:
        page = chapter_page(course.slug, attempt.chapter.key, attempt.person, [asked.language, *wishes])
    except (Http404, Gone):
        page = None
    completion = Completion.objects.filter(person=attempt.person_id, course=course).first()
    return Result(attempt, stored_outcome(attempt), page, asked.version.title(asked.language), completion)
