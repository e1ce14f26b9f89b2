"""What each page may cost: bytes on the wire (compressed) and queries, as the last person whom the matrix lets in.

A query more, or half a kilobyte more, is a line in a diff that somebody has to want. A page is measured at its second
visit, in a process that has answered before. The middleware adds up to 100 random bytes to what it compresses.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    """The ceiling of one page."""

    bytes: int
    queries: int


B = Budget
PAGES: dict[str, Budget] = {
    "people:register": B(8250, 0),
    "people:registered": B(1500, 3),
    "account_login": B(3000, 0),
    "account_logout": B(1500, 3),
    "account_reset_password": B(1750, 3),
    "account_reset_password_done": B(1500, 3),
    "account_reset_password_from_key": B(1750, 5),
    "account_confirm_email": B(1500, 5),
    "people:new_address": B(1750, 5),
    "people:invitation": B(1750, 6),
    "account_email": B(1750, 3),
    "account_change_password": B(1750, 3),
    "people:account": B(2000, 3),
    "people:profile": B(7750, 3),
    "people:consents": B(2000, 4),
    "people:sessions": B(1750, 3),
    "people:data": B(1750, 3),
    "people:erasure": B(2000, 3),
    "people:people": B(2000, 6),
    "people:person": B(2250, 5),
    "people:invite": B(2250, 6),
    "purpose:purpose": B(1750, 6),
    "purpose:new_version": B(3750, 4),
    "purpose:new_goal": B(3500, 4),
    "purpose:new_wording": B(3250, 5),
    "courses:drafts": B(2000, 4),
    "courses:new": B(2250, 4),
    "courses:review": B(1500, 7),
    "courses:draft": B(2250, 4),
    "courses:preview": B(2250, 6),
    "courses:preview_chapter": B(4500, 6),
    "courses:publish": B(9250, 13),
    "courses:versions": B(1500, 5),
    "courses:standing": B(2250, 6),
    "courses:authors": B(1750, 5),
    "learning:courses": B(1750, 7),
    "learning:course": B(3000, 11),
    "learning:chapter": B(4750, 4),
    "learning:following": B(1750, 12),
    "learning:attempt": B(2000, 7),
    "outcomes:jobs": B(1500, 4),
    "outcomes:report": B(3500, 4),
    "outcomes:job": B(3750, 10),
    "outcomes:change_job": B(3500, 6),
    "outcomes:employer": B(2250, 8),
    "outcomes:cases": B(2000, 15),
    "outcomes:cases_waiting": B(1500, 4),
    "outcomes:case": B(3500, 14),
    "outcomes:how_we_count": B(4250, 12),
    "outcomes:ledger_lines": B(1750, 4),
    "outcomes:witness_new": B(2000, 3),
    "outcomes:witness": B(1750, 4),
    "outcomes:follow_ups": B(1750, 4),
    "outcomes:follow_up_note": B(2000, 4),
    "outcomes:follow_up": B(1750, 6),
    "outcomes:releases": B(1500, 4),
    "outcomes:release": B(2500, 4),
    "home:front": B(2750, 15),
    "home:my_day": B(1750, 5),
    "home:goals": B(2000, 11),
    "home:impact": B(2250, 11),
    "home:privacy": B(2250, 3),
    "home:imprint": B(1500, 3),
    "home:accessibility": B(2000, 3),
    "home:operator": B(2500, 9),
    "home:school": B(4000, 3),
    "home:letters": B(1750, 4),
    "home:failed_jobs": B(2250, 4),
    "demo:cast": B(2750, 3),
    "demo:outbox": B(3000, 4),
}
