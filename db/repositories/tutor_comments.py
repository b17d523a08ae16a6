"""Rows of tutors' own comments on essays, and of those they keep to use again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.accounts import User
from db.models.classroom import BankComment, Comment


def add(session: Session, *, submission_id: int, tutor_id: int, quote: str, note: str) -> int:
    """One comment; its number."""
    made = Comment(submission_id=submission_id, tutor_id=tutor_id, quote=quote, note=note)
    session.add(made)
    session.flush()
    return made.id


def list_of(session: Session, *, submission_id: int) -> Sequence[Any]:
    """The comments on an essay in the order they were written, with who wrote them."""
    return session.execute(
        select(Comment.id, Comment.quote, Comment.note, Comment.tutor_id, User.display_name)
        .join(User, User.id == Comment.tutor_id)
        .where(Comment.submission_id == submission_id)
        .order_by(Comment.id)
    ).all()


def count_of(session: Session, *, submission_id: int) -> int:
    """How many comments an essay has."""
    return session.scalar(select(func.count()).where(Comment.submission_id == submission_id)) or 0


def remove(session: Session, *, comment_id: int, tutor_id: int) -> bool:
    """Take a comment of this tutor's back; whether there was one."""
    found = session.execute(
        delete(Comment).where(Comment.id == comment_id, Comment.tutor_id == tutor_id).returning(Comment.id)
    )
    return found.scalar() is not None


def keep(session: Session, *, tutor_id: int, note: str) -> None:
    """Put a note into the tutor's bank, once."""
    session.execute(insert(BankComment).values(tutor_id=tutor_id, note=note).on_conflict_do_nothing())


def bank(session: Session, *, tutor_id: int, limit: int) -> Sequence[Any]:
    """The tutor's kept notes, the newest first."""
    return session.execute(
        select(BankComment.id, BankComment.note)
        .where(BankComment.tutor_id == tutor_id)
        .order_by(BankComment.id.desc())
        .limit(limit)
    ).all()


def count_kept(session: Session, *, tutor_id: int) -> int:
    """How many notes the tutor keeps."""
    return session.scalar(select(func.count()).where(BankComment.tutor_id == tutor_id)) or 0


def drop_kept(session: Session, *, tutor_id: int, kept_id: int) -> None:
    """Take a note out of the bank."""
    session.execute(delete(BankComment).where(BankComment.id == kept_id, BankComment.tutor_id == tutor_id))
