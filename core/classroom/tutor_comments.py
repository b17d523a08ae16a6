"""A tutor's own comments on the words of an essay, and the bank of those worth writing again."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.actor import Actor, Role
from core.classroom import reach
from core.classroom.errors import BankFull, CommentWords, QuoteNotFound, TooManyComments
from core.practice.errors import SubmissionNotFound
from db.repositories import practice
from db.repositories import tutor_comments as rows

MAX_QUOTE_CHARACTERS, MAX_NOTE_CHARACTERS = 500, 1_000
MOST_ON_AN_ESSAY, MOST_KEPT = 60, 300


@dataclass(frozen=True)
class TutorComment:
    """What a tutor says of some words of an essay."""

    comment_id: int
    quote: str
    note: str
    tutor_id: int
    tutor: str


@dataclass(frozen=True)
class Kept:
    """A note in the bank."""

    kept_id: int
    note: str


def add(session: Session, actor: Actor, *, submission_id: int, quote: str, note: str, keep: bool = False) -> int:
    """Comment on words of a learner's essay; `keep` puts the note into the actor's bank too. The comment's number.

    Raises:
        NotAllowed, LearnerNotFound, SubmissionNotFound: It is not by a learner of the actor's, or was not handed in.
        QuoteNotFound: The words do not stand in the essay.
        CommentWords: The note is empty, or quote or note are too long.
        TooManyComments, BankFull: 60 comments on the essay, 300 notes in the bank.
    """
    actor.require(Role.tutor)
    submission = practice.find_any(session, submission_id=submission_id)
    if submission is None:
        raise SubmissionNotFound
    reach.require_learner(session, actor, learner_id=submission.user_id)
    if submission.submitted_at is None:
        raise SubmissionNotFound
    words, said = " ".join(quote.split()), note.replace("\x00", "").strip()
    if not (1 <= len(said) <= MAX_NOTE_CHARACTERS and len(words) <= MAX_QUOTE_CHARACTERS):
        raise CommentWords
    if not words or words not in " ".join(submission.content.split()):
        raise QuoteNotFound
    if rows.count_of(session, submission_id=submission_id) >= MOST_ON_AN_ESSAY:
        raise TooManyComments
    if keep:
        if rows.count_kept(session, tutor_id=actor.user_id) >= MOST_KEPT:
            raise BankFull
        rows.keep(session, tutor_id=actor.user_id, note=said)
    return rows.add(session, submission_id=submission_id, tutor_id=actor.user_id, quote=words, note=said)


def list_of(session: Session, *, submission_id: int) -> tuple[TutorComment, ...]:
    """The comments on an essay, for whoever may see the essay."""
    return tuple(
        TutorComment(row.id, row.quote, row.note, row.tutor_id, row.display_name)
        for row in rows.list_of(session, submission_id=submission_id)
    )


def remove(session: Session, actor: Actor, *, comment_id: int) -> None:
    """Take a comment of one's own back; nothing happens to another's."""
    actor.require(Role.tutor)
    rows.remove(session, comment_id=comment_id, tutor_id=actor.user_id)


def bank(session: Session, actor: Actor) -> tuple[Kept, ...]:
    """The notes that the actor keeps, the newest first."""
    actor.require(Role.tutor)
    return tuple(Kept(row.id, row.note) for row in rows.bank(session, tutor_id=actor.user_id, limit=MOST_KEPT))


def drop_kept(session: Session, actor: Actor, *, kept_id: int) -> None:
    """Take a note out of the actor's bank."""
    actor.require(Role.tutor)
    rows.drop_kept(session, tutor_id=actor.user_id, kept_id=kept_id)
