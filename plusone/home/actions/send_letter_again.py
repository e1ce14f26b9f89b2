"""An operator sends a letter again that did not go out, once the cause is mended."""

from django.db import transaction

from plusone.core import events
from plusone.core.errors import Refused
from plusone.core.mail import deliver_letter
from plusone.core.models import Letter
from plusone.core.text import gettext_lazy as _
from plusone.home.actions.change_school import ForOperators
from plusone.home.events import SENT_AGAIN
from plusone.people.models import Person, Role


class NotFailed(Refused):
    sentence = _("This letter is not waiting for you any more: it went out, or is being sent now.")


def send_letter_again(*, actor: Person, letter_id: int) -> Letter:
    """Order the delivery anew; refuses a letter that has gone out or is on its way. It is never sent twice."""
    if not actor.has_role(Role.OPERATOR):
        raise ForOperators
    with transaction.atomic():
        letter = Letter.objects.select_for_update().filter(pk=letter_id, sent_at=None).exclude(failed_at=None).first()
        if letter is None:
            raise NotFailed
        letter.failed_at, letter.failure = None, ""
        letter.save(update_fields=["failed_at", "failure"])
        deliver_letter.enqueue(letter.pk)
        events.record(SENT_AGAIN, actor=actor, subject=letter)
    return letter
