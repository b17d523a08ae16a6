"""Rows of models: answers of ours that show a band."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from db.models.assessment import Assessment, AssessmentStatus
from db.models.content import ModelAnswer
from db.models.practice import Submission

WITH_RESULT = (AssessmentStatus.completed, AssessmentStatus.manual_review)


def of_task(session: Session, *, task_id: int) -> Sequence[ModelAnswer]:
    """Every model of the task, shown or not, the lowest band first."""
    return session.scalars(select(ModelAnswer).where(ModelAnswer.task_id == task_id).order_by(ModelAnswer.band)).all()


def shown(session: Session, *, task_id: int) -> Sequence[ModelAnswer]:
    """The models of the task that may be shown, the lowest band first."""
    return session.scalars(
        select(ModelAnswer).where(ModelAnswer.task_id == task_id, ModelAnswer.is_shown).order_by(ModelAnswer.band)
    ).all()


def shown_texts(session: Session, *, task_id: int) -> tuple[str, ...]:
    """Only their texts: what an essay may have been copied from."""
    return tuple(
        session.scalars(
            select(ModelAnswer.text)
            .where(ModelAnswer.task_id == task_id, ModelAnswer.is_shown)
            .order_by(ModelAnswer.band)
        )
    )


def has_own_result(session: Session, *, user_id: int, task_id: int) -> bool:
    """Whether an essay of this person on the task has a result."""
    return bool(
        session.scalar(
            select(
                exists()
                .where(Submission.user_id == user_id, Submission.task_id == task_id)
                .where(Assessment.submission_id == Submission.id, Assessment.status.in_(WITH_RESULT))
            )
        )
    )
