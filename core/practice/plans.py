"""Notes for an essay, made before and while writing: kept beside it, never part of it."""

from sqlalchemy.orm import Session

from core.actor import Actor
from core.practice.errors import AlreadySubmitted, NoNotesInThisTest, NotesTooLong, SubmissionNotFound
from core.practice.text import without_unstorable
from db.models.practice import SittingMode, SubmissionStatus
from db.repositories import plans, practice

MAX_CHARACTERS = 10_000


def notes_of(session: Session, actor: Actor, *, submission_id: int) -> str:
    """The actor's notes for the essay; empty if there are none, or if it is somebody else's."""
    return plans.find_notes(session, submission_id=submission_id, user_id=actor.user_id) or ""


def save(session: Session, actor: Actor, *, submission_id: int, notes: str) -> None:
    """Write the notes over those that were there.

    Raises:
        SubmissionNotFound: No such essay belongs to this person.
        AlreadySubmitted: It was handed in: its notes stay as they were.
        NoNotesInThisTest: It belongs to a mock test "exactly like the test".
        NotesTooLong: Over 10,000 characters; nothing was written.
    """
    found = practice.find_submission(session, submission_id=submission_id, user_id=actor.user_id)
    if found is None:
        raise SubmissionNotFound
    if found.status != SubmissionStatus.draft:
        raise AlreadySubmitted
    if plans.sitting_mode(session, submission_id=submission_id) == SittingMode.exam:
        raise NoNotesInThisTest
    kept = without_unstorable(notes)
    if len(kept) > MAX_CHARACTERS:
        raise NotesTooLong
    plans.save_notes(session, submission_id=submission_id, notes=kept)
