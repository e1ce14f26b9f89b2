"""What happens to the count."""

from plusone.core.events import declare

COUNTED = declare("outcomes.counted", "A person is counted for a goal: the ledger got a +1.")
UNCOUNTED = declare("outcomes.uncounted", "A person is no longer counted for a goal: the ledger got a -1.")
VERDICT_FROZEN = declare("outcomes.verdict_frozen", "A goal's last day is over; what it had reached was frozen.")
RULES_STATED = declare("outcomes.rules_stated", "A version of the rules of counting was stated.")
HEAD_SIGNED = declare("outcomes.head_signed", "A day's head of the ledger was signed for the witnesses.")
