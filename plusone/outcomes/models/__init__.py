"""Career outcomes: what was reported and proved, the ledger that counts it, and how people fare afterwards."""

from plusone.outcomes.models.cases import (
    CaseStep,
    EmployerQuestion,
    Evidence,
    Finding,
    Outcome,
    StakeDeclaration,
    StartConfirmation,
    Verification,
)
from plusone.outcomes.models.dances import Dance
from plusone.outcomes.models.followups import FollowUp, FollowUpAnswer, VerifiedStart
from plusone.outcomes.models.ledger import (
    CountedPerson,
    GoalVerdict,
    Head,
    LedgerEntry,
    OpeningBalance,
    PersonTally,
    Tally,
    Witness,
)
from plusone.outcomes.models.releases import Release
from plusone.outcomes.models.rules import RuleSet

__all__ = [
    "CaseStep",
    "CountedPerson",
    "Dance",
    "EmployerQuestion",
    "Evidence",
    "Finding",
    "FollowUp",
    "FollowUpAnswer",
    "GoalVerdict",
    "Head",
    "LedgerEntry",
    "OpeningBalance",
    "Outcome",
    "PersonTally",
    "Release",
    "RuleSet",
    "StakeDeclaration",
    "StartConfirmation",
    "Tally",
    "Verification",
    "VerifiedStart",
    "Witness",
]
