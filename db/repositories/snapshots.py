"""Rows of growing texts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from db.models.practice import Snapshot, SnapshotKind

_THIN = text(
    """
    delete from practice_snapshot as dropped
    using practice_submission as essays
    where
        essays.id = dropped.submission_id
        and essays.status <> 'draft'
        and essays.submitted_at >= :since
        and essays.submitted_at < :until
        and (
            dropped.kind = 'text'
            or dropped.kind = 'words'
            and exists (
                select from practice_snapshot as later
                where
                    later.submission_id = dropped.submission_id
                    and later.kind = 'words'
                    and later.id > dropped.id
                    and later.active_seconds / :every = dropped.active_seconds / :every
            )
        )
    """
)


def add(
    session: Session,
    *,
    submission_id: int,
    kinds: Sequence[SnapshotKind],
    active_seconds: int,
    word_count: int,
    text_now: str,
    pasted_characters: int,
) -> None:
    """One row a kind; the text stands in that of its kind only."""
    session.connection().execute(
        insert(Snapshot.__table__),  # type: ignore[arg-type]
        [
            {
                "submission_id": submission_id,
                "kind": kind,
                "active_seconds": active_seconds,
                "word_count": word_count,
                "content": text_now if kind == SnapshotKind.text else None,
                "pasted_characters": pasted_characters if kind == SnapshotKind.paste else None,
            }
            for kind in kinds
        ],
    )


def thin(session: Session, *, since: datetime, until: datetime, every_seconds: int) -> int:
    """Of essays handed in between the two drop the texts, and all words but the last of each stretch; how many rows."""
    return session.execute(_THIN, {"since": since, "until": until, "every": every_seconds}).rowcount  # type: ignore[attr-defined, no-any-return]


def words_over_time(session: Session, *, submission_id: int) -> list[tuple[int, int]]:
    """`(active_seconds, word_count)`, oldest first."""
    rows = session.execute(
        select(Snapshot.active_seconds, Snapshot.word_count)
        .where(Snapshot.submission_id == submission_id, Snapshot.kind == SnapshotKind.words)
        .order_by(Snapshot.id)
    )
    return [(row.active_seconds, row.word_count) for row in rows]


def record_of(session: Session, *, submission_id: int) -> list[Any]:
    """Every moment that was noted, oldest first: its kind, seconds, words, pasted characters, and when; no text."""
    return list(
        session.execute(
            select(
                Snapshot.kind,
                Snapshot.active_seconds,
                Snapshot.word_count,
                Snapshot.pasted_characters,
                Snapshot.created_at,
            )
            .where(Snapshot.submission_id == submission_id)
            .order_by(Snapshot.id)
        )
    )
