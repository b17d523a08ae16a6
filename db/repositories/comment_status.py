"""Rows of what redrafts did with the comments on earlier drafts."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.assessment import CommentStatus, Uptake


def save(session: Session, *, submission_id: int, rows: Iterable[tuple[int, str, str, Uptake]]) -> None:
    """Keep `(commented_submission_id, key, type, status)` of one redraft; what is known already stays."""
    values = [
        {
            "submission_id": submission_id,
            "commented_submission_id": commented,
            "comment_key": key,
            "comment_type": type_,
            "status": status,
        }
        for commented, key, type_, status in rows
    ]
    if values:
        session.execute(insert(CommentStatus).on_conflict_do_nothing(), values)


def of_redraft(session: Session, *, submission_id: int) -> Sequence[CommentStatus]:
    """All that this redraft did with earlier comments."""
    return session.scalars(
        select(CommentStatus).where(CommentStatus.submission_id == submission_id).order_by(CommentStatus.id)
    ).all()


def fixed_in_chain(session: Session, *, submission_id: int) -> list[tuple[int, str]]:
    """`(commented_submission_id, key)` of the comments that this draft fixed."""
    rows = session.execute(
        select(CommentStatus.commented_submission_id, CommentStatus.comment_key).where(
            CommentStatus.submission_id == submission_id, CommentStatus.status == Uptake.fixed
        )
    )
    return [(row.commented_submission_id, row.comment_key) for row in rows]
