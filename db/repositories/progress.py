"""Rows behind a person's progress."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from db.models.accounts import User
from db.models.assessment import Assessment, AssessmentResultRow, AssessmentStatus
from db.models.content import PracticeTask
from db.models.practice import HANDED_IN, Submission, SubmissionStatus


def first_attempt_bands(
    session: Session, *, user_id: int, task_number: int, before_submission_id: int, before: datetime
) -> list[Decimal]:
    """Bands of the earlier first attempts of one task number, oldest first."""
    bands = session.scalars(
        select(Assessment.overall_band_score)
        .join(Submission, Submission.id == Assessment.submission_id)
        .join(PracticeTask, PracticeTask.id == Submission.task_id)
        .where(
            Submission.user_id == user_id,
            Submission.parent_submission_id.is_(None),
            Submission.id != before_submission_id,
            Submission.submitted_at <= before,
            PracticeTask.task_number == task_number,
            Assessment.status == AssessmentStatus.completed,
        )
        .order_by(Submission.submitted_at, Submission.id)
    )
    return [band for band in bands if band is not None]


def band_of(session: Session, *, submission_id: int) -> Decimal | None:
    """The band of one essay."""
    return session.scalar(select(Assessment.overall_band_score).where(Assessment.submission_id == submission_id))


def practice_moments(session: Session, *, user_id: int) -> list[datetime]:
    """When this person handed something in."""
    moments = session.scalars(
        select(Submission.submitted_at).where(Submission.user_id == user_id, Submission.status.in_(HANDED_IN))
    )
    return [moment for moment in moments if moment is not None]


def timezone_of(session: Session, *, user_id: int) -> str:
    """The person's time zone."""
    return session.scalar(select(User.timezone).where(User.id == user_id)) or "UTC"


def count_assessed(session: Session, *, user_id: int) -> int:
    """How many essays of this person are assessed."""
    return (
        session.scalar(
            select(func.count()).where(Submission.user_id == user_id, Submission.status == SubmissionStatus.assessed)
        )
        or 0
    )


def attempts(session: Session, *, user_id: int, limit: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """The newest assessed essays with bands and ranges, never their text."""
    return session.execute(
        select(
            Submission.id,
            PracticeTask.title,
            PracticeTask.task_number,
            Submission.submitted_at,
            Submission.parent_submission_id,
            Assessment.overall_band_score,
            Assessment.task_achievement_score,
            Assessment.coherence_cohesion_score,
            Assessment.lexical_resource_score,
            Assessment.grammar_accuracy_score,
            Assessment.ai_model_version,
            AssessmentResultRow.range_low,
            AssessmentResultRow.range_high,
        )
        .join(Assessment, Assessment.submission_id == Submission.id)
        .join(PracticeTask, PracticeTask.id == Submission.task_id)
        .outerjoin(
            AssessmentResultRow,
            (AssessmentResultRow.submission_id == Submission.id)
            & (AssessmentResultRow.engine == Assessment.ai_model_version),
        )
        .where(Submission.user_id == user_id, Assessment.status == AssessmentStatus.completed)
        .order_by(Submission.submitted_at.desc(), Submission.id.desc())
        .limit(limit)
    ).all()
