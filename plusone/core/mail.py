"""Letters: one row each, sent by a job, so that a mail is neither lost nor sent twice.

Every letter is written in the receiver's language, links only to the school's configured address, and carries
`Auto-Submitted`, so that machines do not answer it.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template import Context, Engine
from django.utils import translation

from plusone.core import clock, site
from plusone.core.jobs import task
from plusone.core.models import Letter


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes
    media_type: str


def write(
    *,
    key: str,
    to: str,
    template: str,
    language: str,
    person_id: int | None = None,
    attachments: tuple[Attachment, ...] = (),
    **context: Any,
) -> Letter:
    """Write a letter and order its delivery; the same `key` never makes a second one.

    `template` is the name without ending of a text template whose first line is the subject. Call it inside the
    transaction in which the reason for the letter is stored.
    """
    with translation.override(language):
        text = _plain(f"{template}.txt", {"site": site.current(), **context})
        signed = _plain("core/mail/signed.txt", {"site": site.current()})
    subject, _, body = text.strip().partition("\n")
    with transaction.atomic():
        letter, made = Letter.objects.get_or_create(
            key=key,
            defaults={
                "to": to,
                "person_id": person_id,
                "language": language,
                "subject": subject.strip()[:200],
                "body": f"{body.strip()}\n\n{signed.strip()}\n",
                "attachments": [[one.name, b64encode(one.content).decode(), one.media_type] for one in attachments],
                "queued_at": clock.now(),
            },
        )
        if made:
            deliver_letter.enqueue(letter.pk)
    return letter


def _plain(template: str, context: dict[str, Any]) -> str:
    """A template as plain text: an ampersand in a name stays one."""
    return Engine.get_default().get_template(template).render(Context(context, autoescape=False))


@task(max_attempts=6, backoff=4)
def deliver_letter(letter_id: int) -> None:
    """Send one letter by the school's mail server; the state is read now, not when it was written."""
    letter = Letter.objects.filter(pk=letter_id, sent_at=None).first()
    if letter is None:
        return
    message = EmailMessage(
        letter.subject,
        letter.body,
        settings.DEFAULT_FROM_EMAIL,
        [letter.to],
        headers={"Auto-Submitted": "auto-generated", "Message-ID": message_id(letter)},
    )
    for name, content, media_type in letter.attachments:
        message.attach(name, b64decode(content), media_type)
    try:
        message.send()
    except Exception as problem:
        Letter.objects.filter(pk=letter_id).update(failed_at=clock.now(), failure=str(problem)[:500])
        raise
    Letter.objects.filter(pk=letter_id).update(sent_at=clock.now(), failed_at=None, failure="")


def message_id(letter: Letter) -> str:
    """The same for each try, so that a mail program shows a letter sent twice after a crash only once."""
    domain = site.current().address.split("//")[-1].split("/")[0].split(":")[0]
    return f"<letter-{letter.pk}@{domain}>"
