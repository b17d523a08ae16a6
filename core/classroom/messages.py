"""Words from a tutor to learners of theirs: on the learner's first page and by mail, and what happened after."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.accounts import audit_log
from core.actor import Actor
from core.classroom import assignments, reach
from core.classroom.errors import LearnerNotFound, NoteTooLong, SaidAlready
from core.clock import utc_now
from core.notifications import outbox
from core.notifications.links import page_link
from db.repositories import accounts, practice
from db.repositories import messages as rows

MAX_CHARACTERS = 1_000
SHOWN = 20
_FOLLOWED = timedelta(days=60)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Word:
    """A message as its reader sees it."""

    message_id: int
    words: str
    tutor: str
    at: datetime
    is_read: bool


@dataclass(frozen=True)
class Followed:
    """The tutor's last word to a learner, whether it was read, and the first essay after it."""

    sent_at: datetime
    is_read: bool
    wrote_at: datetime | None


def send(session: Session, actor: Actor, *, learner_id: int, text: str) -> None:
    """Write to one learner; the answer goes to the tutor by the address in the mail.

    Raises:
        NotAllowed, LearnerNotFound: Nobody whom the actor teaches.
        NoteTooLong: Empty, or more than 1,000 characters.
        SaidAlready: The actor wrote them these words within a day.
    """
    reach.require_learner(session, actor, learner_id=learner_id)
    words = _words(text)
    person = accounts.find_user(session, user_id=learner_id)
    if person is None:
        raise LearnerNotFound
    if learner_id in _told(session, actor, words):
        raise SaidAlready
    _put(session, actor, user_id=learner_id, email=person.email, words=words)


def send_to_class(session: Session, actor: Actor, *, cohort_id: int, text: str) -> int:
    """Write the same to everybody in the class, each for themselves; to how many.

    Whom the actor wrote these words within a day is left out, so that a second click sends nothing twice.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
        NoteTooLong: Empty, or more than 1,000 characters.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    words = _words(text)
    told = _told(session, actor, words)
    learners = [each for each in rows.learners_of(session, cohort_id=cohort_id) if each.user_id not in told]
    for learner in learners:
        _put(session, actor, user_id=learner.user_id, email=learner.email, words=words)
    audit_log.record(session, actor, action="class.written_to", entity="classroom_cohort", entity_id=cohort_id)
    return len(learners)


def remind(session: Session, actor: Actor, *, assignment_id: int, text: str) -> int:
    """Write to everybody who has not handed in a piece of set work; to how many.

    Whom the actor wrote the same words within a day is left out, so that a second click sends nothing twice.

    Raises:
        NotAllowed, AssignmentNotFound: Not work of a class of the actor's.
        NoteTooLong: Empty, or more than 1,000 characters.
    """
    owing = [row for row in assignments.board(session, actor, assignment_id=assignment_id) if row.submitted_at is None]
    words = _words(text)
    told = _told(session, actor, words)
    waiting = [row for row in owing if row.user_id not in told]
    for row in waiting:
        _put(session, actor, user_id=row.user_id, email=row.email, words=words)
    return len(waiting)


def inbox(session: Session, actor: Actor) -> tuple[Word, ...]:
    """The newest 20 messages to the actor."""
    return tuple(
        Word(row.id, row.words, row.display_name, row.created_at, row.read_at is not None)
        for row in rows.inbox(session, user_id=actor.user_id, limit=SHOWN)
    )


def mark_read(session: Session, actor: Actor, *, message_id: int) -> None:
    """The actor has read a message of theirs."""
    rows.mark_read(session, user_id=actor.user_id, message_id=message_id, now=utc_now())


def followed(session: Session, actor: Actor, *, cohort_id: int) -> dict[int, Followed]:
    """By learner: the actor's last word within 60 days, and what came of it.

    Raises:
        NotAllowed, CohortNotFound: Not a class of the actor's.
    """
    reach.require_cohort(session, actor, cohort_id=cohort_id)
    found = rows.last_words(session, sender_id=actor.user_id, cohort_id=cohort_id, since=utc_now() - _FOLLOWED)
    return {row.user_id: Followed(row.sent_at, row.read_at is not None, row.wrote_at) for row in found}


def _told(session: Session, actor: Actor, words: str) -> set[int]:
    """Whom the actor wrote these words within a day; two requests of one actor wait for each other here."""
    practice.lock_user(session, user_id=actor.user_id)
    return rows.told_since(session, sender_id=actor.user_id, words=words, since=utc_now() - _ONE_DAY)


def _words(text: str) -> str:
    words = text.replace("\x00", "").strip()
    if not 1 <= len(words) <= MAX_CHARACTERS:
        raise NoteTooLong
    return words


def _put(session: Session, actor: Actor, *, user_id: int, email: str, words: str) -> None:
    rows.add(session, sender_id=actor.user_id, recipient_id=user_id, words=words)
    outbox.put(
        session,
        recipient=email,
        template="tutor_word",
        context={"tutor": actor.display_name, "address": actor.email, "words": words, "link": page_link("home")},
        user_id=user_id,
    )
