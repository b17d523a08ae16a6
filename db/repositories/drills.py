"""Rows of passages to write again."""

from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, joinedload

from db.models.practice import Submission
from db.models.progress import Drill, DrillKind


def add_paragraph(session: Session, *, user_id: int, submission_id: int, start: int, end: int, due_on: date) -> None:
    """Set a paragraph of an essay for a day; the one that an essay has stays."""
    session.execute(
        insert(Drill)
        .values(
            user_id=user_id,
            submission_id=submission_id,
            kind=DrillKind.paragraph,
            passage_start=start,
            passage_end=end,
            due_on=due_on,
        )
        .on_conflict_do_nothing(index_elements=["submission_id", "kind"])
    )


def find_due(session: Session, *, user_id: int, today: date, not_before: date) -> tuple[Drill, Submission] | None:
    """The newest open paragraph of this person that is due, with its essay and task."""
    row = session.execute(
        select(Drill, Submission)
        .join(Submission, Submission.id == Drill.submission_id)
        .where(Drill.user_id == user_id, Drill.done_at.is_(None), Drill.due_on <= today, Drill.due_on >= not_before)
        .options(joinedload(Submission.task))
        .order_by(Drill.due_on.desc(), Drill.id.desc())
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else None


def find(session: Session, *, drill_id: int, user_id: int) -> tuple[Drill, Submission] | None:
    """One paragraph of this person, with its essay and task."""
    row = session.execute(
        select(Drill, Submission)
        .join(Submission, Submission.id == Drill.submission_id)
        .where(Drill.id == drill_id, Drill.user_id == user_id)
        .options(joinedload(Submission.task))
        .execution_options(populate_existing=True)
    ).first()
    return (row[0], row[1]) if row else None


def save_answer(session: Session, *, drill_id: int, user_id: int, answer: str) -> bool:
    """Write over the answer of an open paragraph; False when there is none."""
    saved = session.scalar(
        update(Drill)
        .where(Drill.id == drill_id, Drill.user_id == user_id, Drill.done_at.is_(None))
        .values(answer=answer)
        .returning(Drill.id)
        .execution_options(synchronize_session=False)
    )
    return saved is not None


def finish(session: Session, *, drill_id: int, at: datetime) -> None:
    """Note when a paragraph was done."""
    session.execute(
        update(Drill)
        .where(Drill.id == drill_id, Drill.done_at.is_(None))
        .values(done_at=at)
        .execution_options(synchronize_session=False)
    )
