"""The audit of the books: run every hour, kept, and shown to administrators."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from core import audit
from core.accounts import audit_log
from core.actor import Actor, Role
from core.audit import Finding
from core.clock import utc_now
from db.repositories import books

__all__ = ["BooksState", "Finding", "check", "check_now", "check_whole", "state"]

KEPT_DAYS = 90
LATE = timedelta(hours=3)  # the job runs every hour


@dataclass(frozen=True)
class BooksState:
    """What the last run found: for each broken rule, in its words, how many rows break it."""

    checked_at: datetime
    rules: int
    broken: Mapping[str, int]
    is_late: bool


def check(session: Session) -> tuple[Finding, ...]:
    """Run every rule, keep what was found, and give the rows that break one; each within the time of a statement."""
    begun = time.monotonic()
    findings = tuple(audit.run(session))
    taken = Decimal(f"{time.monotonic() - begun:.2f}")
    books.forget_before(session, moment=utc_now() - timedelta(days=KEPT_DAYS))
    books.add(session, seconds=taken, broken={finding.rule: len(finding.rows) for finding in findings})
    return findings


def check_whole(session: Session) -> tuple[Finding, ...]:
    """The same for a job, however long it takes."""
    books.lift_time_limit(session)
    return check(session)


def check_now(session: Session, actor: Actor) -> tuple[Finding, ...]:
    """The same for an administrator who asks for it, which is logged; books too large for that wait for the job.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    findings = check(session)
    audit_log.record(
        session,
        actor,
        action="audit.run",
        entity="audit",
        entity_id="all",
        detail={"broken": [finding.rule for finding in findings]},
    )
    return findings


def state(session: Session, actor: Actor) -> BooksState | None:
    """The last run; None before the first.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    last = books.newest(session)
    if last is None:
        return None
    said = {rule.name: rule.what for rule in audit.rules()}
    return BooksState(
        checked_at=last.created_at,
        rules=len(said),
        broken={
            f"{name}: {said.get(name, 'a rule of an earlier version.')}": rows for name, rows in last.broken.items()
        },
        is_late=utc_now() - last.created_at > LATE,
    )
