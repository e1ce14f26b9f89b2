"""The program asks somebody whether they still work, or finds that it can't."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from plusone.core import clock, events, ids, mail, site
from plusone.outcomes import followups, rules
from plusone.outcomes.events import FOLLOW_UP_ASKED, FOLLOW_UP_GIVEN_UP
from plusone.outcomes.models import FollowUp
from plusone.outcomes.models.followups import Answer
from plusone.people.queries import allows


def ask_follow_up(*, follow_up_id: int) -> FollowUp | None:
    """Take the step that is due today at the person's place; before that day, or done already, nothing.

    Without consent nobody is asked. After three tries, or 30 days after the day in question, it is given up: unknown.
    """
    with transaction.atomic():
        follow_up = followups.take(Q(pk=follow_up_id))
        if follow_up is None:
            FollowUp.objects.filter(pk=follow_up_id).update(next_on=None)
            return None
        today = clock.today(follow_up.outcome.person.time_zone)
        if follow_up.next_on is None or follow_up.next_on > today:
            return follow_up
        if today > followups.last_day(follow_up):
            _give_up(follow_up, Answer.UNREACHABLE if follow_up.tries else Answer.TOO_LATE)
        elif not allows(follow_up.outcome.person, followups.USE):
            _give_up(follow_up, Answer.NOT_ASKED)
        elif follow_up.tries >= followups.TRIES:
            _give_up(follow_up, Answer.UNREACHABLE)
        else:
            follow_up.next_on = today + timedelta(days=rules.in_force(today)["follow_up_gap_days"])
            _ask(follow_up)
    return follow_up


def _give_up(follow_up: FollowUp, why: Answer) -> None:
    followups.store(follow_up, why)
    events.record(FOLLOW_UP_GIVEN_UP, subject=follow_up, why=why.value, days=follow_up.days)


def _ask(follow_up: FollowUp) -> None:
    token = followups.secret(follow_up)
    follow_up.digest = ids.digest(token)
    follow_up.tries += 1
    follow_up.tried_at = clock.now()
    follow_up.save(update_fields=["digest", "tries", "tried_at", "next_on"])
    events.record(FOLLOW_UP_ASKED, subject=follow_up, attempt=follow_up.tries, days=follow_up.days)
    person = follow_up.outcome.person
    mail.write(
        key=f"outcomes.follow_up:{follow_up.pk}:{follow_up.due_on}:{follow_up.tries}",
        to=person.email,
        person_id=person.pk,
        language=person.language,
        template="outcomes/mail/follow_up",
        follow_up=follow_up,
        outcome=follow_up.outcome,
        person=person,
        url=site.link(reverse("outcomes:follow_up", args=[token])),
        until=followups.last_day(follow_up),
    )
