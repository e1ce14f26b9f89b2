"""Why something cannot be done with a course just now."""

from plusone.core.errors import NotAllowed, Refused
from plusone.core.text import gettext_lazy as _


class NotFollowed(NotAllowed):
    """Only who follows a course has a place and quizzes in it."""

    sentence = _("You do not follow this course, so nothing is kept of what you do in it.")


class OnHold(Refused):
    """No new work begins in a course on hold."""

    sentence = _("This course is on hold. You can read it, but nobody new can follow it.")


class Retired(Refused):
    """A retired course takes no more answers."""

    sentence = _("This course is no longer taught. What you did in it is kept.")


class NoQuiz(Refused):
    """The chapter asks nothing."""

    sentence = _("This chapter has no quiz.")
