"""Why a step of a case is refused: each has a name, a sentence, and the field that it is about."""

from plusone.core.errors import NotAllowed, Refused
from plusone.core.text import gettext_lazy as _
from plusone.outcomes.models import Outcome


class FactRefused(Refused):
    """A fact of a report cannot be true; `field` is the one to look at."""

    field = ""


class HoursImpossible(FactRefused):
    field = "hours"
    sentence = _("Hours a week are between 1 and 100. For a job of 300 hours in all, write how many that is in a week.")


class FirstDayTooFar(FactRefused):
    field = "started_on"
    sentence = _("The first day is more than two years ahead. Report the job when it comes nearer.")


class FirstDayTooOld(FactRefused):
    field = "started_on"
    sentence = _("The first day is more than ten years back. Check the year.")


class EndsBeforeStart(FactRefused):
    field = "ends_on"
    sentence = _("The contract ends before the first day. Check both dates.")


class OfferAfterStart(FactRefused):
    field = "offered_on"
    sentence = _("The offer comes after the first day. Check both dates.")


class OfferAhead(FactRefused):
    field = "offered_on"
    sentence = _("The day of the offer has not come yet. Leave it empty until you have the offer.")


class IncomeAhead(FactRefused):
    field = "first_income_on"
    sentence = _("The day of the first income has not come yet. Leave it empty until then.")


class EmployerMissing(FactRefused):
    field = "employer"
    sentence = _("Write the name of the employer.")


class TitleMissing(FactRefused):
    field = "title"
    sentence = _("Write the title of the job.")


class AlreadyReported(Refused):
    """The same person reported the same job before; `outcome` is that report."""

    sentence = _("You told us about this job already. Here it is.")

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__()


class CaseClosed(Refused):
    sentence = _("This case is closed, so nothing was changed.")


class CaseMoved(Refused):
    """Somebody else decided, or the learner changed the report, since the page was opened."""

    sentence = _("The case has changed since you opened it, so your decision was not stored. Look again, then decide.")


class NotForYou(NotAllowed):
    sentence = _("You have a stake in this case, so somebody else checks it.")


class FileTooLarge(FactRefused):
    field = "file"
    sentence = _("The file is larger than 20 MB. Send only the page that counts, or a smaller photo.")


class FileEmpty(FactRefused):
    field = "file"
    sentence = _("Choose a file first. What came was empty.")


class FileUnreadable(FactRefused):
    field = "file"
    sentence = _("We can read a PDF or a photo (JPEG, PNG or HEIC). Send it as one of these.")


class UploadBroken(FactRefused):
    field = "file"
    sentence = _("The file did not arrive whole. Please send it again.")
