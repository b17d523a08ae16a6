"""Tasks that people report: once a person and task, answered by an administrator."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor, Role
from core.clock import utc_now
from core.content.errors import AlreadyReported, ReportNotFound, ReportRefused, TaskNotFound
from core.content.tasks import get_task, plain
from db.models.content import ReportReason, ReportState
from db.repositories import task_reports

__all__ = ["OwnReport", "ReportReason", "Reported", "ReportedTask", "answer", "own_report", "report"]

MAX_CHARACTERS = 1_000
MOST_SHOWN = 100


@dataclass(frozen=True)
class OwnReport:
    """What a person said of a task, and our answer; `answer` is empty while nobody has looked at it."""

    reason: ReportReason
    is_answered: bool
    answer: str


@dataclass(frozen=True)
class Reported:
    """One report as an administrator sees it: no name, only what was said."""

    report_id: int
    task_id: int
    code: str
    title: str
    reason: ReportReason
    comment: str
    reported_at: datetime
    answer: str = ""


@dataclass(frozen=True)
class ReportedTask:
    """How often a task was reported, in all and without an answer yet."""

    task_id: int
    code: str
    title: str
    is_active: bool
    reports: int
    open_reports: int


def report(session: Session, actor: Actor, *, task_id: int, reason: ReportReason, comment: str = "") -> None:
    """Keep what the actor says is wrong with a task of the bank; `comment` is at most 1,000 characters.

    Raises:
        TaskNotFound: No such task is open to the actor, or it is a question of their own.
        AlreadyReported: The actor has said it before.
        ReportRefused: The words are too many.
    """
    if get_task(session, actor, task_id=task_id).is_own:
        raise TaskNotFound
    added = task_reports.add(session, user_id=actor.user_id, task_id=task_id, reason=reason, comment=_checked(comment))
    if not added:
        raise AlreadyReported


def own_report(session: Session, actor: Actor, *, task_id: int) -> OwnReport | None:
    """The actor's report of the task, if there is one."""
    row = task_reports.find_own(session, user_id=actor.user_id, task_id=task_id)
    if row is None:
        return None
    return OwnReport(reason=row.reason, is_answered=row.state == ReportState.answered, answer=row.answer)


def waiting(session: Session, actor: Actor) -> tuple[Reported, ...]:
    """The reports without an answer, the oldest first; at most 100.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    return _reported(session, actor, ReportState.open)


def answered(session: Session, actor: Actor) -> tuple[Reported, ...]:
    """The reports with an answer, the newest first; at most 100.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    return _reported(session, actor, ReportState.answered)


def by_task(session: Session, actor: Actor) -> tuple[ReportedTask, ...]:
    """Every task that was reported, those with most open reports first.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    return tuple(
        ReportedTask(
            task_id=task.id,
            code=task.task_code,
            title=task.title,
            is_active=task.is_active,
            reports=reports,
            open_reports=open_reports,
        )
        for task, reports, open_reports in task_reports.counts(session)
    )


def answer(session: Session, actor: Actor, *, report_id: int, text: str) -> None:
    """Tell the person who reported what became of it; logged. A second answer replaces the first.

    Raises:
        NotAllowed: The actor is no administrator.
        ReportNotFound: No such report.
        ReportRefused: The answer is empty or over 1,000 characters.
    """
    actor.require(Role.admin)
    words = _checked(text)
    if not words:
        raise ReportRefused("Please write a sentence: the person who reported the task reads it.")
    row = task_reports.for_update(session, report_id=report_id)
    if row is None:
        raise ReportNotFound
    task_reports.close(row, answer=words, answered_by_id=actor.user_id, at=utc_now())
    audit_log.record(session, actor, action="task_report.answered", entity="task", entity_id=row.task_id)


def _checked(text: str) -> str:
    words = plain(text)
    if len(words) > MAX_CHARACTERS:
        raise ReportRefused(f"Please shorten this to {MAX_CHARACTERS:,} characters; it has {len(words):,}.")
    return words


def _reported(session: Session, actor: Actor, state: ReportState) -> tuple[Reported, ...]:
    actor.require(Role.admin)
    return tuple(
        Reported(
            report_id=row.id,
            task_id=row.task_id,
            code=row.task.task_code,
            title=row.task.title,
            reason=row.reason,
            comment=row.comment,
            reported_at=row.created_at,
            answer=row.answer,
        )
        for row in task_reports.newest(session, state=state, limit=MOST_SHOWN)
    )
