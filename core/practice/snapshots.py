"""How a text grows: its words every 30 seconds of writing, the text every two minutes, and large pastes.

The night after the hand-in a count of words every 100 seconds, the pastes and the long pauses are left.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from core.actor import Actor
from core.clock import utc_now
from core.practice.errors import SubmissionNotFound
from db.models.practice import SnapshotKind
from db.repositories import practice
from db.repositories import snapshots as rows

WORDS_EVERY_SECONDS = 30
TEXT_EVERY_SECONDS = 120
THINNED_DAYS = timedelta(days=7)  # nights on which no worker ran are made up for
KEPT_EVERY_SECONDS = 100  # a divisor of the five minutes by which the pace is read
LONG_PAUSE_SECONDS = 120
LARGE_PASTE_CHARACTERS = 200  # about two sentences: nobody copies less from elsewhere to save time


@dataclass(frozen=True)
class Moment:
    """The text at one moment: after so many seconds of active writing it had so many words."""

    active_seconds: int
    word_count: int


def record(
    session: Session,
    *,
    submission_id: int,
    before_seconds: int,
    after_seconds: int,
    word_count: int,
    text: str,
    pasted_characters: int = 0,
) -> None:
    """Note what a save adds; the caller has saved the text in this transaction. Seconds are of active writing."""
    kinds: list[SnapshotKind] = []
    if _passed(before_seconds, after_seconds, WORDS_EVERY_SECONDS):
        kinds.append(SnapshotKind.words)
    if _passed(before_seconds, after_seconds, TEXT_EVERY_SECONDS):
        kinds.append(SnapshotKind.text)
    if pasted_characters >= LARGE_PASTE_CHARACTERS:
        kinds.append(SnapshotKind.paste)
    if kinds:
        rows.add(
            session,
            submission_id=submission_id,
            kinds=kinds,
            active_seconds=after_seconds,
            word_count=word_count,
            text_now=text,
            pasted_characters=pasted_characters,
        )


def thin(session: Session) -> int:
    """Of essays of the last week keep a count of words every 100 seconds, pastes and pauses, no text; rows dropped.

    The texts on the way are for a draft that is still open; afterwards the essay itself is kept.
    """
    now = utc_now()
    return rows.thin(
        session,
        since=now - THINNED_DAYS,
        until=now - timedelta(hours=1),
        every_seconds=KEPT_EVERY_SECONDS,
        long_pause_seconds=LONG_PAUSE_SECONDS,
    )


def growth(session: Session, actor: Actor, *, submission_id: int) -> tuple[Moment, ...]:
    """The words over time of an essay of the actor's, oldest first; empty for one written before this was kept.

    Raises:
        SubmissionNotFound: No such essay belongs to this person.
    """
    if practice.find_submission(session, submission_id=submission_id, user_id=actor.user_id) is None:
        raise SubmissionNotFound
    return tuple(Moment(*row) for row in rows.words_over_time(session, submission_id=submission_id))


def _passed(before: int, after: int, every: int) -> bool:
    return after // every > before // every
