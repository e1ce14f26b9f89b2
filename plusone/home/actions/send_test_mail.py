"""An operator sends a letter to themselves, to see whether mail arrives."""

from django.db import transaction

from plusone.core import clock, events, limits, mail
from plusone.core.models import Letter
from plusone.home.actions.change_school import ForOperators
from plusone.home.events import TEST_SENT
from plusone.home.waiting import TEST_KEY
from plusone.people.models import Person, Role

MOST, SECONDS = 10, 3600


def send_test_mail(*, actor: Person) -> Letter:
    """Write the letter; refuses more than ten an hour. Pressed twice in a second it is one letter."""
    if not actor.has_role(Role.OPERATOR):
        raise ForOperators
    limits.hit(f"home.test:{actor.pk}", most=MOST, seconds=SECONDS)
    with transaction.atomic():
        letter = mail.write(
            key=f"{TEST_KEY}{actor.pk}:{int(clock.now().timestamp())}",
            to=actor.email,
            template="home/mail/test",
            language=actor.language,
            person_id=actor.pk,
        )
        events.record(TEST_SENT, actor=actor, subject=letter)
    return letter
