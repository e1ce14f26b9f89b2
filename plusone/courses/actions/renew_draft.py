"""Make a draft of what is published, to publish it again when the words that it quotes have changed."""

from plusone.courses import access
from plusone.courses.actions.bring_course import bring_course
from plusone.courses.actions.keep_answers import keep_answers
from plusone.courses.answers import Answers
from plusone.courses.archives import Brought
from plusone.courses.errors import DraftWaits, NotPublished, NotTheAuthor
from plusone.courses.models import Course, CourseVersion, Draft
from plusone.courses.stored import version_files
from plusone.people.models import Person


def renew_draft(*, actor: Person, course: Course) -> Draft:
    """The files and answers of the current version as a draft.

    Refuses NotTheAuthor, NotPublished, and DraftWaits where a draft lies there already: it is never overwritten.
    """
    if not access.writes(actor, course):
        raise NotTheAuthor
    if course.current is None:
        raise NotPublished
    if Draft.objects.filter(course=course).exists():
        raise DraftWaits
    bring_course(actor=actor, brought=Brought(files=version_files(course.current)), course=course)
    return keep_answers(actor=actor, course=course, answers=answers_of(course.current))


def answers_of(version: CourseVersion) -> Answers:
    """What was answered when the version was published."""
    return Answers(
        occupation=version.occupation.uri if version.occupation else "",
        skills=tuple(version.skills.order_by("pk").values_list("uri", flat=True)),
        first_application=version.first_application,
        audience=version.audience,
        level=version.level,
        licence=version.licence,
        summary=version.summary(version.language),
    )
