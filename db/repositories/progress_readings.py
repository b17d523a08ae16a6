"""What the results of some essays found, and how their texts grew: rows for the progress page."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, and_, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from db.models.assessment import Assessment, AssessmentResultRow, CommentVote, Vote
from db.models.practice import Snapshot, SnapshotKind


def readings(session: Session, *, submission_ids: Collection[int]) -> Sequence[Row[*tuple[Any, ...]]]:
    """Gates, checks and comments of the current result of each essay, as stored."""
    result = AssessmentResultRow.result
    return session.execute(
        select(
            AssessmentResultRow.submission_id,
            AssessmentResultRow.engine,
            result["gates"].label("gates"),
            result["checks"].label("checks"),
            result["comments"].label("comments"),
        )
        .join(
            Assessment,
            and_(
                Assessment.submission_id == AssessmentResultRow.submission_id,
                Assessment.ai_model_version == AssessmentResultRow.engine,
            ),
        )
        .where(AssessmentResultRow.submission_id.in_(list(submission_ids)))
    ).all()


def comments_called_wrong(
    session: Session, *, user_id: int, submission_ids: Collection[int]
) -> set[tuple[int, str, str]]:
    """Essay, engine and key of each comment that its writer called wrong."""
    rows = session.execute(
        select(CommentVote.submission_id, CommentVote.engine, CommentVote.comment_key).where(
            CommentVote.user_id == user_id,
            CommentVote.submission_id.in_(list(submission_ids)),
            CommentVote.vote == Vote.wrong,
        )
    )
    return {(row[0], row[1], row[2]) for row in rows}


def words_at(
    session: Session, *, submission_ids: Collection[int], seconds: Sequence[int]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """For each essay that has a record: its last moment in active seconds, and its words at each of `seconds`.

    The words are those of the last record at or before that moment; the columns are `words_0`, `words_1` ...
    """
    words = func.array_agg(aggregate_order_by(Snapshot.word_count, Snapshot.active_seconds.desc(), Snapshot.id.desc()))
    columns = [
        words.filter(Snapshot.active_seconds <= mark)[1].label(f"words_{place}") for place, mark in enumerate(seconds)
    ]
    return session.execute(
        select(Snapshot.submission_id, func.max(Snapshot.active_seconds).label("last_second"), *columns)
        .where(Snapshot.submission_id.in_(list(submission_ids)), Snapshot.kind == SnapshotKind.words)
        .group_by(Snapshot.submission_id)
    ).all()
