"""The few rows that say what a person does next; each query looks at the newest essays only."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.models.assessment import Assessment, AssessmentStatus
from db.models.content import PracticeTask
from db.models.practice import Submission, SubmissionStatus
from db.repositories.held_results import is_held

NEWEST = 5  # essays: whoever left more unread does not miss the older ones


def newest_unread(session: Session, *, user_id: int, since: datetime) -> tuple[int, str] | None:
    """Id and task of the newest result that this person has not opened, handed in since then."""
    newest = (
        select(Submission.id, Submission.task_id)
        .where(
            Submission.user_id == user_id,
            Submission.status == SubmissionStatus.assessed,
            Submission.submitted_at >= since,
        )
        .order_by(Submission.started_at.desc(), Submission.id.desc())
        .limit(NEWEST)
        .subquery()
    )
    row = session.execute(
        select(newest.c.id, PracticeTask.title)
        .join(PracticeTask, PracticeTask.id == newest.c.task_id)
        .join(Assessment, Assessment.submission_id == newest.c.id)
        .where(
            Assessment.status == AssessmentStatus.completed,
            Assessment.read_at.is_(None),
            ~is_held(newest.c.id),
        )
        .order_by(newest.c.id.desc())
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else None


def newest_first_attempt(session: Session, *, user_id: int, since: datetime) -> tuple[int, str] | None:
    """Id and task of the newest assessed first attempt since then that nobody has begun to improve."""
    redraft = aliased(Submission)
    row = session.execute(
        select(Submission.id, PracticeTask.title)
        .join(PracticeTask, PracticeTask.id == Submission.task_id)
        .where(
            Submission.user_id == user_id,
            Submission.status == SubmissionStatus.assessed,
            Submission.parent_submission_id.is_(None),
            Submission.submitted_at >= since,
            ~is_held(Submission.id),
            ~select(redraft.id).where(redraft.parent_submission_id == Submission.id).exists(),
        )
        .order_by(Submission.started_at.desc(), Submission.id.desc())
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else None
