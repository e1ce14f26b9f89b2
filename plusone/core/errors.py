"""A refusal is a sentence for the person, with a way on; views turn it into an answer."""

from django.utils.functional import Promise

Sentence = str | Promise


class Refused(Exception):
    """A rule of the school or of the program says no.

    `sentence` is shown as it is. `way_on` is (label, address) of what the person can do instead.
    `status` is the HTTP status of the page that shows it: 409, or 403 where the person may know but may not do.
    """

    status = 409
    sentence: Sentence = ""

    def __init__(self, sentence: Sentence | None = None, *, way_on: tuple[Sentence, str] | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        self.way_on = way_on
        super().__init__(str(self.sentence))


class NotAllowed(Refused):
    """The person may know that the thing exists, but may not do this with it."""

    status = 403


class TooMany(Refused):
    """More tries than a limit allows."""

    status = 429
