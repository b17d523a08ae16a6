"""Rows of sittings: mock tests, and single tasks under the clock.

Lock order: person, sitting, its essays, then as everywhere.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from db.models.content import PracticeTask
from db.models.practice import Sitting, Submission


def find_open(session: Session, *, user_id: int) -> Sitting | None:
    """The sitting of this person that runs now."""
    return session.scalar(
        select(Sitting)
        .where(Sitting.user_id == user_id, Sitting.closed_at.is_(None))
        .execution_options(populate_existing=True)
    )


def find(session: Session, *, code: str, user_id: int) -> Sitting | None:
    """The sitting of that code, if it is this person's."""
    return session.scalar(
        select(Sitting)
        .where(Sitting.code == _storable(code), Sitting.user_id == user_id)
        .execution_options(populate_existing=True)
    )


def find_for_update(session: Session, *, code: str, user_id: int) -> Sitting | None:
    """The same, locked against everybody else who would close it."""
    return session.scalar(
        select(Sitting)
        .where(Sitting.code == _storable(code), Sitting.user_id == user_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def is_mock_test(session: Session, *, code: str) -> bool:
    """Whether the sitting of that code is a mock test of two tasks."""
    return bool(session.scalar(select(Sitting.task_id.is_(None)).where(Sitting.code == code)))


def overdue_ids(session: Session, *, deadline_before: datetime, limit: int) -> Sequence[int]:
    """Open sittings whose deadline lies before then, the oldest first."""
    return session.scalars(
        select(Sitting.id)
        .where(Sitting.closed_at.is_(None), Sitting.deadline_at < deadline_before)
        .order_by(Sitting.deadline_at, Sitting.id)
        .limit(limit)
    ).all()


def overdue_for_update(session: Session, *, sitting_id: int, deadline_before: datetime) -> Sitting | None:
    """One of them, locked; None when it was closed meanwhile or somebody closes it just now."""
    return session.scalar(
        select(Sitting)
        .where(Sitting.id == sitting_id, Sitting.closed_at.is_(None), Sitting.deadline_at < deadline_before)
        .with_for_update(skip_locked=True, key_share=True)
        .execution_options(populate_existing=True)
    )


def essays(session: Session, *, code: str) -> Sequence[Submission]:
    """The essays of a sitting with task and topic, Task 1 first."""
    return session.scalars(
        select(Submission)
        .join(Submission.task)
        .where(Submission.session_id == code)
        .options(joinedload(Submission.task).joinedload(PracticeTask.topic))
        .order_by(PracticeTask.task_number, Submission.id)
        .execution_options(populate_existing=True)
    ).all()


def essays_for_update(session: Session, *, code: str) -> Sequence[Submission]:
    """The essays of a sitting with their tasks, locked in the order of their ids."""
    return session.scalars(
        select(Submission)
        .where(Submission.session_id == code)
        .options(joinedload(Submission.task))
        .order_by(Submission.id)
        .with_for_update(of=Submission)
        .execution_options(populate_existing=True)
    ).all()


def closed(session: Session, *, user_id: int, limit: int) -> Sequence[Sitting]:
    """The person's finished mock tests, the newest first."""
    return session.scalars(
        select(Sitting)
        .where(Sitting.user_id == user_id, Sitting.closed_at.is_not(None), Sitting.task_id.is_(None))
        .order_by(Sitting.started_at.desc())
        .limit(limit)
    ).all()


def _storable(code: str) -> str:
    """A code as PostgreSQL can compare it; one with a NUL in it is nobody's."""
    return code.replace("\0", "")
