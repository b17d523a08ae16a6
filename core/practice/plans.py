"""Notes for an essay and highlights in its question: kept beside it, never part of it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from core.actor import Actor
from core.practice.errors import (
    AlreadySubmitted,
    HighlightsRefused,
    NoNotesInThisTest,
    NotesTooLong,
    SubmissionNotFound,
)
from core.practice.text import without_unstorable
from db.models.practice import SittingMode, SubmissionStatus
from db.repositories import plans, practice

MAX_CHARACTERS = 10_000
MOST_HIGHLIGHTS = 200
LAST_PLACE = 40_000  # no question is that long

Highlight = tuple[int, int]


def notes_of(session: Session, actor: Actor, *, submission_id: int) -> str:
    """The actor's notes for the essay; empty if there are none, or if it is somebody else's."""
    return plans.find_notes(session, submission_id=submission_id, user_id=actor.user_id) or ""


def highlights_of(session: Session, actor: Actor, *, submission_id: int) -> tuple[Highlight, ...]:
    """The actor's highlights in the question; empty if there are none, or if the essay is somebody else's."""
    found = plans.find_highlights(session, submission_id=submission_id, user_id=actor.user_id) or []
    return tuple((start, end) for start, end in found)


def save(session: Session, actor: Actor, *, submission_id: int, notes: str) -> None:
    """Write the notes over those that were there.

    Raises:
        SubmissionNotFound: No such essay belongs to this person.
        AlreadySubmitted: It was handed in: its notes stay as they were.
        NoNotesInThisTest: It belongs to a mock test "exactly like the test".
        NotesTooLong: Over 10,000 characters; nothing was written.
    """
    _require_open(session, actor, submission_id=submission_id)
    kept = without_unstorable(notes)
    if len(kept) > MAX_CHARACTERS:
        raise NotesTooLong
    plans.save_notes(session, submission_id=submission_id, notes=kept)


def save_highlights(session: Session, actor: Actor, *, submission_id: int, highlights: Sequence[Highlight]) -> None:
    """Write the highlights over those that were there: `[start, end)` of the question as the browser counts.

    Raises:
        SubmissionNotFound, AlreadySubmitted, NoNotesInThisTest: As for notes.
        HighlightsRefused: More than 200, or one that is empty or lies before the beginning.
    """
    _require_open(session, actor, submission_id=submission_id)
    if len(highlights) > MOST_HIGHLIGHTS or any(not 0 <= start < end <= LAST_PLACE for start, end in highlights):
        raise HighlightsRefused
    plans.save_highlights(session, submission_id=submission_id, highlights=[list(one) for one in highlights])


def _require_open(session: Session, actor: Actor, *, submission_id: int) -> None:
    found = practice.find_submission(session, submission_id=submission_id, user_id=actor.user_id)
    if found is None:
        raise SubmissionNotFound
    if found.status != SubmissionStatus.draft:
        raise AlreadySubmitted
    if plans.sitting_mode(session, submission_id=submission_id) == SittingMode.exam:
        raise NoNotesInThisTest
