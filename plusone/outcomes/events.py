"""What happens to reported jobs. No event names anybody: people and cases are plain numbers."""

from plusone.core import events

REPORTED = events.declare("outcomes.reported", "A learner reported a job.")
CELEBRATED = events.declare("outcomes.celebrated", "A reported job moved the celebrated figure by one.")
CHANGED = events.declare("outcomes.changed", "What was reported of a job was changed by the learner.")
WITHDRAWN = events.declare("outcomes.withdrawn", "A report was taken back; celebrated goes back by one.")
ANSWERED = events.declare("outcomes.answered", "A learner answered a question that was open in a report.")
EVIDENCE_BROUGHT = events.declare("outcomes.evidence_brought", "A proof of a job came in.")
EVIDENCE_VIEWED = events.declare("outcomes.evidence_viewed", "A verifier opened a sealed proof.")
EVIDENCE_DELETED = events.declare("outcomes.evidence_deleted", "The file of a proof was deleted; its digest stays.")
EMPLOYER_ASKED = events.declare("outcomes.employer_asked", "A question was mailed to an employer.")
EMPLOYER_ANSWERED = events.declare("outcomes.employer_answered", "An employer pressed a button of the mailed page.")
MORE_ASKED = events.declare("outcomes.more_asked", "A registrar asked the learner for more proof.")
HALF_CONFIRMED = events.declare("outcomes.half_confirmed", "The first of two verifiers confirmed a case.")
VERIFIED = events.declare("outcomes.verified", "A case was verified.")
NOT_PROVEN = events.declare("outcomes.not_proven", "A case was closed as not proven.")
DISPUTED = events.declare("outcomes.disputed", "A finding was disputed.")
UPHELD = events.declare("outcomes.upheld", "A disputed case was upheld: the job is proven.")
REVERSED = events.declare("outcomes.reversed", "A verified case was reversed.")
STARTED = events.declare("outcomes.started", "A start was confirmed by the learner or the employer.")
ENDED = events.declare("outcomes.ended", "A learner said that a job ended.")
STAKE_DECLARED = events.declare("outcomes.stake_declared", "A registrar declared a stake in a case.")
