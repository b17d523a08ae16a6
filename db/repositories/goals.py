"""Rows of goals, and of what they count."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.practice import Submission
from db.models.progress import UserGoal
from db.repositories.held_results import is_held
from db.repositories.progress import RESULTS


def list_of(session: Session, *, user_id: int) -> Sequence[UserGoal]:
    """A person's goals: open ones by date, then those reached, the newest first."""
    return session.scalars(
        select(UserGoal)
        .where(UserGoal.user_id == user_id)
        .order_by(UserGoal.is_achieved, UserGoal.achieved_at.desc(), UserGoal.target_date.nulls_last(), UserGoal.id)
    ).all()


def open_for_update(session: Session, *, user_id: int) -> Sequence[UserGoal]:
    """The goals not reached yet, locked."""
    return session.scalars(
        select(UserGoal)
        .where(UserGoal.user_id == user_id, UserGoal.is_achieved.is_(False))
        .order_by(UserGoal.id)
        .with_for_update()
    ).all()


def for_update(session: Session, *, goal_id: int, user_id: int) -> UserGoal | None:
    """One goal of this person's, locked."""
    return session.scalar(select(UserGoal).where(UserGoal.id == goal_id, UserGoal.user_id == user_id).with_for_update())


def count_handed_in(session: Session, *, user_id: int, since: datetime) -> int:
    """Essays and new drafts handed in since then."""
    return (
        session.scalar(select(func.count()).where(Submission.user_id == user_id, Submission.submitted_at >= since)) or 0
    )


def last_bands(session: Session, *, user_id: int, task_number: int, criterion: str | None, limit: int) -> list[Decimal]:
    """Overall bands, or those of a criterion, of the newest first attempts of one task."""
    band = RESULTS.c[criterion or "overall"]
    return list(
        session.scalars(
            select(band)
            .where(
                RESULTS.c.user_id == user_id,
                ~is_held(RESULTS.c.submission_id),
                RESULTS.c.task_number == task_number,
                RESULTS.c.parent_submission_id.is_(None),
            )
            .order_by(RESULTS.c.submitted_at.desc(), RESULTS.c.submission_id.desc())
            .limit(limit)
        )
    )
