"""Follow-ups that must be true together with their case."""

from plusone.core.events import receives
from plusone.core.models import Event
from plusone.outcomes import followups
from plusone.outcomes.events import CHANGED, ENDED, NOT_PROVEN, REVERSED, STARTED, UPHELD, VERIFIED, WITHDRAWN


@receives(VERIFIED)
@receives(UPHELD)
@receives(STARTED)
@receives(CHANGED)
@receives(NOT_PROVEN)
@receives(REVERSED)
@receives(WITHDRAWN)
def keep_start(event: Event) -> None:
    """A start that is verified now has its follow-ups; one that is not any more asks nobody."""
    followups.sync_start(followups.of_event(event))


@receives(ENDED)
def keep_word(event: Event) -> None:
    """What was said about a day after the job's end is taken as unknown."""
    followups.contradict(followups.of_event(event))
