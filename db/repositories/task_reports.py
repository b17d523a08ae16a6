"""Rows of reported tasks."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, joinedload

from db.models.content import PracticeTask, ReportReason, ReportState, TaskReport


def add(session: Session, *, user_id: int, task_id: int, reason: ReportReason, comment: str) -> bool:
    """Keep a report; False if this person has reported the task before."""
    added = session.execute(
        insert(TaskReport)
        .values(user_id=user_id, task_id=task_id, reason=reason, comment=comment)
        .on_conflict_do_nothing(constraint="content_taskreport_once")
        .returning(TaskReport.id)
    )
    return added.one_or_none() is not None


def find_own(session: Session, *, user_id: int, task_id: int) -> TaskReport | None:
    """This person's report of the task."""
    return session.scalar(select(TaskReport).where(TaskReport.user_id == user_id, TaskReport.task_id == task_id))


def for_update(session: Session, *, report_id: int) -> TaskReport | None:
    """One report, locked."""
    return session.scalar(select(TaskReport).where(TaskReport.id == report_id).with_for_update())


def newest(session: Session, *, state: ReportState, limit: int) -> Sequence[TaskReport]:
    """Reports in that state with their tasks, the oldest open ones or the newest answered ones first."""
    order = TaskReport.created_at if state == ReportState.open else TaskReport.answered_at.desc()
    return session.scalars(
        select(TaskReport)
        .options(joinedload(TaskReport.task))
        .where(TaskReport.state == state)
        .order_by(order, TaskReport.id)
        .limit(limit)
    ).all()


def counts(session: Session) -> Sequence[tuple[PracticeTask, int, int]]:
    """Tasks that anybody has reported, with all reports and the open ones; most open ones first."""
    still_open = func.count(TaskReport.id).filter(TaskReport.state == ReportState.open)
    rows = session.execute(
        select(PracticeTask, func.count(TaskReport.id), still_open)
        .join(TaskReport, TaskReport.task_id == PracticeTask.id)
        .group_by(PracticeTask.id)
        .order_by(still_open.desc(), func.count(TaskReport.id).desc(), PracticeTask.task_code)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def open_count(session: Session) -> int:
    """How many reports wait for an answer."""
    return session.scalar(select(func.count()).where(TaskReport.state == ReportState.open)) or 0


def close(report: TaskReport, *, answer: str, answered_by_id: int, at: datetime) -> None:
    """Write the answer into the row."""
    report.answer = answer
    report.answered_by_id = answered_by_id
    report.answered_at = at
    report.state = ReportState.answered
