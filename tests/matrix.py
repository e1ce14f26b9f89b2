"""Every address of the house, and who gets in. A route that is missing here fails the test.

A row is one method on one route. `lets_in` names people of the `World`; everybody else gets the default answer of
the house: signed out 302 to sign-in (401 from the API), signed in 404, or `others` where they may know but not do.
"""

from dataclasses import dataclass, field
from typing import Any

EVERYBODY = "signed_out stranger learner other author registrar leadership operator"
SIGNED_IN = "stranger learner other author registrar leadership operator"


@dataclass(frozen=True)
class Row:
    """One method on one route.

    `args` name values of the World by path (`=text` is the text itself); `data` is what a form sends; `ok` are the
    answers that mean *in*; `others` what somebody signed in gets who is not in `lets_in`. `walk`: the page is looked
    at in the browser, as the last of `lets_in`.
    """

    name: str
    lets_in: str
    args: tuple[str, ...] = ()
    method: str = "get"
    data: dict[str, Any] = field(default_factory=dict)
    ok: tuple[int, ...] = (200,)
    others: int = 404
    walk: bool = False

    @property
    def id(self) -> str:
        return f"{self.method} {self.name}"


DONE_OR_ASKED_AGAIN = (200, 302, 400, 409)


def page(name: str, lets_in: str, *args: str, **more: Any) -> Row:
    """Something to look at."""
    return Row(name, lets_in, args, walk=True, **more)


def file(name: str, lets_in: str, *args: str, **more: Any) -> Row:
    """Something to fetch, or a way that leads elsewhere."""
    return Row(name, lets_in, args, **more)


def deed(name: str, lets_in: str, *args: str, **more: Any) -> Row:
    """Something to do. An empty form is answered with what is missing: whoever gets that answer was let in."""
    return Row(name, lets_in, args, method="post", **{"ok": DONE_OR_ASKED_AGAIN, **more})


WITH_ROLE = "author registrar leadership operator"
CHAPTER = ("course.slug", "chapter.chapter.key")
QUIZ = ("course.slug", "quizzed.chapter.key")
GONE = "=a-secret-that-nobody-has"

CORE = [
    file("core:healthz", EVERYBODY),
    file("core:readyz", EVERYBODY),
    file("core:held_form", EVERYBODY, ok=(302,)),
]

PEOPLE = [
    page("people:register", "signed_out"),
    file("people:register", SIGNED_IN, ok=(302,)),
    deed("people:register", EVERYBODY),
    page("people:registered", EVERYBODY),
    page("account_login", "signed_out"),
    file("account_login", SIGNED_IN, ok=(302,)),
    deed("account_login", EVERYBODY),
    page("account_logout", EVERYBODY),
    deed("account_logout", EVERYBODY),
    file("account_signup", EVERYBODY, ok=(302,)),
    page("account_reset_password", EVERYBODY),
    deed("account_reset_password", EVERYBODY),
    page("account_reset_password_done", EVERYBODY),
    page("account_reset_password_from_key", EVERYBODY, "tokens.reset"),
    deed("account_reset_password_from_key", EVERYBODY, "tokens.reset"),
    file("account_reset_password_from_key", EVERYBODY, GONE, ok=(404,)),
    page("account_confirm_email", EVERYBODY, "tokens.confirm"),
    deed("account_confirm_email", EVERYBODY, "tokens.confirm"),
    page("people:new_address", EVERYBODY, "tokens.address"),
    deed("people:new_address", EVERYBODY, "tokens.address"),
    page("people:invitation", EVERYBODY, "tokens.invitation"),
    deed("people:invitation", EVERYBODY, "tokens.invitation", ok=(200, 302, 400, 403, 409)),
    page("account_email", SIGNED_IN),
    deed("account_email", SIGNED_IN),
    page("account_change_password", SIGNED_IN),
    deed("account_change_password", SIGNED_IN),
    page("people:account", SIGNED_IN),
    page("people:profile", SIGNED_IN),
    deed("people:profile", SIGNED_IN),
    page("people:consents", SIGNED_IN),
    deed("people:consent", SIGNED_IN, "=outcomes.follow_up"),
    deed("people:confirmation", SIGNED_IN),
    page("people:sessions", SIGNED_IN),
    deed("people:sessions", SIGNED_IN),
    page("people:data", SIGNED_IN),
    deed("people:data", SIGNED_IN),
    page("people:erasure", SIGNED_IN),
    deed("people:erasure", SIGNED_IN),
    page("people:people", "operator"),
    page("people:person", "operator", "learner.pk"),
    page("people:invite", "operator"),
    deed("people:invite", "operator"),
    deed("people:invitation_withdrawal", "operator", "invitation.pk"),
    deed("people:roles", "operator", "learner.pk"),
    deed("people:role_withdrawal", "operator", "registrar.pk", "=registrar"),
    deed("people:reset_letter", "operator", "learner.pk"),
    deed("people:sessions_end", "operator", "learner.pk"),
]

PURPOSE = [
    page("purpose:purpose", EVERYBODY),
    page("purpose:new_version", "leadership", "=vision"),
    deed("purpose:new_version", "leadership", "=vision"),
    page("purpose:new_goal", "leadership"),
    deed("purpose:new_goal", "leadership"),
    page("purpose:new_wording", "leadership", "=1"),
    deed("purpose:new_wording", "leadership", "=1"),
]

COURSES = [
    page("courses:drafts", "author"),
    page("courses:new", "author"),
    deed("courses:new", "author"),
    page("courses:review", "author leadership"),
    page("courses:draft", "author", "draft.slug"),
    file("courses:report_table", "author", "draft.slug"),
    file("courses:draft_folder", "author", "draft.slug"),
    file("courses:draft_file", "author", "draft.slug", "=course.md"),
    page("courses:preview", "author", "draft.slug"),
    page("courses:preview_chapter", "author", "draft.slug", "=contrast"),
    page("courses:publish", "author", "draft.slug"),
    deed("courses:publish", "author", "draft.slug"),
    deed("courses:answers", "author", "draft.slug"),
    deed("courses:renewal", "author", "course.slug"),
    page("courses:versions", "author", "course.slug"),
    page("courses:standing", "leadership author", "course.slug"),
    deed("courses:standing", "author leadership", "course.slug"),
    page("courses:authors", "leadership author", "course.slug"),
    deed("courses:authors", "author leadership", "course.slug"),
    file("courses:folder", EVERYBODY, "course.slug"),
    file("courses:file", EVERYBODY, "course.slug", "=1", "picture"),
    file("api:list_courses", EVERYBODY),
    file("api:read_course", EVERYBODY, "course.slug"),
]

LEARNING = [
    page("learning:courses", EVERYBODY),
    page("learning:course", EVERYBODY, "course.slug"),
    page("learning:chapter", EVERYBODY, *QUIZ),
    page("learning:following", SIGNED_IN, "course.slug"),
    deed("learning:following", SIGNED_IN, "course.slug"),
    deed("learning:stopped", "learner other", "course.slug"),
    deed("learning:reading", "learner other", *CHAPTER, others=403),
    deed("learning:quiz", EVERYBODY, *QUIZ, ok=(400,)),  # without questions that the school asked there is no quiz
    page("learning:attempt", "learner", *QUIZ, "attempt.pk"),
]

CASES = [
    page("outcomes:jobs", SIGNED_IN),
    page("outcomes:report", SIGNED_IN),
    deed("outcomes:report", SIGNED_IN),
    page("outcomes:job", "learner", "case.pk"),
    page("outcomes:change_job", "learner", "case.pk"),
    deed("outcomes:change_job", "learner", "case.pk"),
    deed("outcomes:send_evidence", "learner", "case.pk"),
    deed("outcomes:keep_evidence", "learner", "case.pk", "evidence.pk"),
    deed("outcomes:ask_employer", "learner", "case.pk"),
    deed("outcomes:answer_questions", "learner", "case.pk"),
    deed("outcomes:confirm_start", "learner", "case.pk"),
    deed("outcomes:report_end", "learner", "case.pk"),
    deed("outcomes:withdraw_job", "learner", "case.pk"),
    deed("outcomes:appeal", "learner", "case.pk"),
    page("outcomes:employer", EVERYBODY, "tokens.employer"),
    deed("outcomes:employer", EVERYBODY, "tokens.employer"),
    file("outcomes:employer", EVERYBODY, GONE, ok=(404,)),
    page("outcomes:cases", "registrar"),
    page("outcomes:cases_waiting", "registrar"),
    page("outcomes:case", "registrar", "case.pk"),
    file("outcomes:view_evidence", "registrar", "case.pk", "evidence.pk"),
    deed("outcomes:confirm_case", "registrar", "case.pk"),
    deed("outcomes:ask_for_more", "registrar", "case.pk"),
    deed("outcomes:not_proven", "registrar", "case.pk"),
    deed("outcomes:dispute_case", "registrar", "case.pk"),
    deed("outcomes:decide_dispute", "registrar", "case.pk"),
    deed("outcomes:reverse_case", "registrar", "case.pk"),
    deed("outcomes:withdraw_case", "registrar", "case.pk"),
    deed("outcomes:declare_stake", "registrar", "case.pk"),
]

COUNT = [
    page("outcomes:how_we_count", EVERYBODY),
    page("outcomes:ledger_lines", EVERYBODY),
    file("outcomes:ledger_jsonl", EVERYBODY),
    file("outcomes:verifier", EVERYBODY),
    file("outcomes:heads_atom", EVERYBODY),
    page("outcomes:witness_new", EVERYBODY),
    deed("outcomes:witness_new", EVERYBODY),
    page("outcomes:witness", EVERYBODY, "tokens.witness"),
    deed("outcomes:witness", EVERYBODY, "tokens.witness"),
    deed("outcomes:witness_stop", EVERYBODY, "tokens.witness"),
]

FOLLOW_UPS = [
    page("outcomes:follow_ups", "registrar"),
    page("outcomes:follow_up_note", "registrar", "follow_up.pk"),
    deed("outcomes:follow_up_note", "registrar", "follow_up.pk"),
    page("outcomes:follow_up", EVERYBODY, "tokens.follow_up"),
    deed("outcomes:follow_up", EVERYBODY, "tokens.follow_up"),
    deed("outcomes:follow_up_end", EVERYBODY, "tokens.follow_up"),
    deed("outcomes:follow_up_stop", EVERYBODY, "tokens.follow_up"),
    page("outcomes:releases", EVERYBODY),
    page("outcomes:release", EVERYBODY, "release.month"),
    file("outcomes:release_json", EVERYBODY, "release.month"),
]

HOME = [
    page("home:front", EVERYBODY),
    page("home:my_day", SIGNED_IN),
    page("home:goals", EVERYBODY),
    page("home:impact", EVERYBODY),
    page("home:privacy", EVERYBODY),
    page("home:imprint", EVERYBODY),
    page("home:accessibility", EVERYBODY),
    page("home:operator", "operator"),
    page("home:school", "operator"),
    deed("home:school", "operator"),
    page("home:letters", "operator"),
    deed("home:test_mail", "operator"),
    deed("home:delivery", "operator", "letter.pk"),
    page("home:failed_jobs", "operator"),
    deed("home:another_run", "operator", "dead_job.pk"),
    file("api:goals", EVERYBODY),
    file("api:openapi-json", EVERYBODY),
    file("api:api-root", EVERYBODY, ok=(404,)),
]

DEMO = [
    page("demo:cast", EVERYBODY),
    deed("demo:continue_as", EVERYBODY, "=amara"),
    page("demo:outbox", EVERYBODY),
]

ROWS: list[Row] = [*CORE, *PEOPLE, *PURPOSE, *COURSES, *LEARNING, *CASES, *COUNT, *FOLLOW_UPS, *HOME, *DEMO]
