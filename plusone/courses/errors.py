"""Refusals of this room: each a sentence for the person."""

from plusone.core.errors import NotAllowed, Refused
from plusone.core.text import gettext_lazy as _


class HostileArchive(Refused):
    """The archive would write outside its folder, hides something, or is too large when unpacked."""


class NotACourse(Refused):
    """Nothing of what was brought can be read as a course."""


class SlugTaken(Refused):
    sentence = _("There is a course of this name already, and you are not among its authors.")


class DraftChanged(Refused):
    sentence = _("The draft was changed while you looked at it. Read the report once more, then publish.")


class NotReady(Refused):
    """Something must be mended or answered before the course can be published."""


class NothingNew(Refused):
    sentence = _("This is the version that is published already. Nothing was changed.")


class NotTheAuthor(NotAllowed):
    sentence = _("Only the authors of a course may do this.")


class NotPublished(Refused):
    sentence = _("This course is not published yet, so it has no other state.")


class ReasonMissing(Refused):
    sentence = _("Say why, in a sentence: readers of the course see it.")


class StandsSo(Refused):
    sentence = _("The course stands so already. Nothing was changed.")


class NoAuthor(Refused):
    sentence = _("This person is not an author of the school. The operator can give them that role.")


class DraftWaits(Refused):
    sentence = _("A draft of this course is waiting already. Publish that one, or bring a newer one.")
