"""Rows of notes for essays."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.practice import Plan, Sitting, SittingMode, Submission


def find_notes(session: Session, *, submission_id: int, user_id: int) -> str | None:
    """The notes for this person's essay."""
    return session.scalar(
        select(Plan.notes)
        .join(Submission, Submission.id == Plan.submission_id)
        .where(Plan.submission_id == submission_id, Submission.user_id == user_id)
    )


def sitting_mode(session: Session, *, submission_id: int) -> SittingMode | None:
    """How the mock test is sat that this essay belongs to, if it belongs to one."""
    return session.scalar(
        select(Sitting.mode)
        .join(Submission, Submission.session_id == Sitting.code)
        .where(Submission.id == submission_id)
    )


def save_notes(session: Session, *, submission_id: int, notes: str) -> None:
    """Keep the notes, over earlier ones."""
    session.execute(
        insert(Plan)
        .values(submission_id=submission_id, notes=notes)
        .on_conflict_do_update(index_elements=["submission_id"], set_={"notes": notes})
    )
