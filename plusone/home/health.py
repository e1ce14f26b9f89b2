"""How the school is doing, as its operator sees it: each line is measured when the page is asked for."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django_tasks_db.models import DBTaskResult

import plusone
from plusone.core import backups, clock
from plusone.core.models import JobState, JobWorker, Letter
from plusone.home.waiting import RECENTLY, test_letters
from plusone.people.models import Role, RoleGrant

DAY = timedelta(days=1)
FULL = 80  # per cent of the disk from which on the operator is told
STUCK = timedelta(minutes=5)
PAGE = 50


@dataclass(frozen=True)
class Mail:
    sent: int
    waiting: int
    failed: int
    only_outbox: bool
    tested: Letter | None


@dataclass(frozen=True)
class Work:
    """`runs`: a worker has said within its lease that it lives. `waiting`: due for more than five minutes."""

    runs: bool
    waiting: int
    dead: int


@dataclass(frozen=True)
class Disk:
    used: int
    total: int

    @property
    def percent(self) -> int:
        return round(100 * self.used / self.total) if self.total else 0

    @property
    def nearly_full(self) -> bool:
        return self.percent >= FULL


@dataclass(frozen=True)
class Health:
    mail: Mail
    work: Work
    disk: Disk
    backup: backups.Made | None
    backup_late: bool
    operators: int
    version: str
    now: datetime

    @property
    def wrong(self) -> int:
        """How many things need the operator now."""
        return sum(
            [
                self.mail.failed > 0,
                self.work.dead > 0,
                not self.work.runs,
                self.disk.nearly_full,
                self.backup is None or self.backup_late,
                self.operators < 2,
            ]
        )


def health() -> Health:
    """Five queries, one look at the disk and one at the note of back-ups."""
    now = clock.now()
    made = backups.made()
    usage = shutil.disk_usage(settings.DATA)
    return Health(
        mail=_mail(now),
        work=_work(now),
        disk=Disk(usage.used, usage.total),
        backup=made[0] if made else None,
        backup_late=bool(made) and now - made[0].at > 2 * DAY,
        operators=RoleGrant.objects.in_force().filter(role=Role.OPERATOR).count(),
        version=plusone.__version__,
        now=now,
    )


def _mail(now: datetime) -> Mail:
    counted: dict[str, Any] = Letter.objects.filter(queued_at__gte=now - RECENTLY).aggregate(
        sent=Count("pk", filter=Q(sent_at__gte=now - DAY)),
        waiting=Count("pk", filter=Q(sent_at=None, failed_at=None)),
        failed=Count("pk", filter=Q(sent_at=None) & ~Q(failed_at=None)),
    )
    tested = test_letters().first()
    return Mail(**counted, only_outbox=settings.MAIL == "outbox", tested=tested)


def _work(now: datetime) -> Work:
    late = DBTaskResult.objects.filter(status="READY", run_after__lte=now - STUCK)
    return Work(
        runs=JobWorker.objects.filter(lease_until__gte=now).exists(),
        waiting=late.count(),
        dead=JobState.objects.filter(dead_at__lte=clock.now()).count(),
    )


def letters(before: int | None) -> tuple[list[Letter], int | None]:
    """Letters that wait or failed, then sent ones, the newest first: a page of them, and where the next begins.

    Their words are not read: an operator sees that a letter went out, not what stands in it.
    """
    rows = Letter.objects.defer("subject", "body", "attachments").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    page = list(rows[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else None
