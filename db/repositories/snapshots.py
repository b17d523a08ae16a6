"""Rows of growing texts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from db.models.practice import Snapshot, SnapshotKind

_HANDED_IN = """
    practice_submission as essays
    where
        essays.id = moments.submission_id
        and essays.status <> 'draft'
        and essays.submitted_at >= :since
        and essays.submitted_at < :until
        and moments.still_seconds is null
"""
# the last words of each stretch, every paste, and what came after a long pause
_MARK_KEPT = text(
    f"""
    with noted as (
        select
            moments.id,
            moments.kind,
            greatest(0, coalesce(
                extract(epoch from moments.created_at - lag(moments.created_at) over in_turn)
                - (moments.active_seconds - lag(moments.active_seconds) over in_turn),
                0
            ))::int as still,
            lead(moments.id) over (
                partition by moments.submission_id, moments.kind, moments.active_seconds / :every order by moments.id
            ) is null as is_last
        from practice_snapshot as moments, {_HANDED_IN}
        and moments.kind <> 'text'
        window in_turn as (partition by moments.submission_id order by moments.id)
    )
    update practice_snapshot as kept
    set still_seconds = noted.still
    from noted
    where kept.id = noted.id and (noted.kind = 'paste' or noted.is_last or noted.still >= :long_pause)
    """  # noqa: S608 (our own text)
)
_DROP_UNMARKED = text(f"delete from practice_snapshot as moments using {_HANDED_IN}")  # noqa: S608 (our own text)


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


def thin(session: Session, *, since: datetime, until: datetime, every_seconds: int, long_pause_seconds: int) -> int:
    """Of essays handed in between the two keep the last words of each stretch, pastes and long pauses; rows dropped."""
    window = {"since": since, "until": until}
    session.execute(_MARK_KEPT, window | {"every": every_seconds, "long_pause": long_pause_seconds})
    return session.execute(_DROP_UNMARKED, window).rowcount  # type: ignore[attr-defined, no-any-return]


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
                Snapshot.still_seconds,
            )
            .where(Snapshot.submission_id == submission_id)
            .order_by(Snapshot.id)
        )
    )
