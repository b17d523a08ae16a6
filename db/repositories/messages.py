"""Rows of words from tutors to learners."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from db.models.accounts import User
from db.models.classroom import Message


def add(session: Session, *, sender_id: int, recipient_id: int, words: str) -> None:
    """One message."""
    session.add(Message(sender_id=sender_id, recipient_id=recipient_id, words=words))
    session.flush()


def inbox(session: Session, *, user_id: int, limit: int) -> Sequence[Any]:
    """What somebody was written, the newest first, with the name of who wrote."""
    return session.execute(
        select(Message.id, Message.words, Message.created_at, Message.read_at, User.display_name)
        .join(User, User.id == Message.sender_id)
        .where(Message.recipient_id == user_id)
        .order_by(Message.id.desc())
        .limit(limit)
    ).all()


def mark_read(session: Session, *, user_id: int, message_id: int, now: datetime) -> None:
    """Note that somebody read a message of theirs; nothing happens to another's."""
    session.execute(
        update(Message)
        .where(Message.id == message_id, Message.recipient_id == user_id, Message.read_at.is_(None))
        .values(read_at=now)
    )


def last_words(session: Session, *, sender_id: int, cohort_id: int, since: datetime) -> Sequence[Any]:
    """For each learner of the class to whom this tutor wrote since then: when, whether read, first hand-in after."""
    return session.execute(
        text(
            """
            select m.user_id, said.created_at as sent_at, said.read_at, (
                select min(s.submitted_at) from practice_submission as s
                where s.user_id = m.user_id and s.submitted_at > said.created_at
            ) as wrote_at
            from classroom_membership as m
            join lateral (
                select w.created_at, w.read_at from classroom_message as w
                where w.sender_id = :sender_id and w.recipient_id = m.user_id and w.created_at >= :since
                order by w.id desc limit 1
            ) as said on true
            where m.cohort_id = :cohort_id and m.kind = 'learner' and m.left_at is null
            """
        ),
        {"sender_id": sender_id, "cohort_id": cohort_id, "since": since},
    ).all()


def told_since(session: Session, *, sender_id: int, words: str, since: datetime) -> set[int]:
    """To whom this tutor wrote just these words since then."""
    return set(
        session.scalars(
            select(Message.recipient_id).where(
                Message.sender_id == sender_id, Message.words == words, Message.created_at >= since
            )
        )
    )


def learners_of(session: Session, *, cohort_id: int) -> Sequence[Any]:
    """Number and address of everybody who learns in the class now."""
    return session.execute(
        text(
            """
            select u.id as user_id, u.email from classroom_membership as m
            join accounts_customuser as u on u.id = m.user_id and u.erased_at is null
            where m.cohort_id = :cohort_id and m.kind = 'learner' and m.left_at is null and m.consented_at is not null
            order by u.id
            """
        ),
        {"cohort_id": cohort_id},
    ).all()
