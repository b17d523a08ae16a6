"""Rows of notes for essays, and of highlights in their questions."""

from typing import Any

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


def find_highlights(session: Session, *, submission_id: int, user_id: int) -> list[Any] | None:
    """The highlights in the question of this person's essay."""
    return session.scalar(
        select(Plan.highlights)
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


def save_highlights(session: Session, *, submission_id: int, highlights: list[list[int]]) -> None:
    """Keep the highlights, over earlier ones."""
    session.execute(
        insert(Plan)
        .values(submission_id=submission_id, highlights=highlights)
        .on_conflict_do_update(index_elements=["submission_id"], set_={"highlights": highlights})
    )
