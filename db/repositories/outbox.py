"""Rows of mails to send."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.platform import OutboxMail, OutboxStatus


def add(session: Session, **columns: Any) -> int:
    """A mail that waits; its number."""
    return session.scalars(insert(OutboxMail).values(**columns).returning(OutboxMail.id)).one()


def is_about(session: Session, *, user_id: int, template: str, about: str) -> bool:
    """Whether a mail of this kind to this person is about that thing, sent or not."""
    found = select(OutboxMail.id).where(
        OutboxMail.user_id == user_id,
        OutboxMail.template == template,
        OutboxMail.context["about"].astext == about,
    )
    return session.scalar(found.limit(1)) is not None


def begin_sending(session: Session, *, outbox_id: int) -> OutboxMail | None:
    """Count a try and give the mail; None if it has left, has failed for good, or is not there."""
    return session.scalar(
        update(OutboxMail)
        .where(OutboxMail.id == outbox_id, OutboxMail.status == OutboxStatus.waiting)
        .values(attempts=OutboxMail.attempts + 1)
        .returning(OutboxMail)
        .execution_options(populate_existing=True)
    )


def note_sent(session: Session, *, outbox_id: int, context: dict[str, Any] | None, now: datetime) -> None:
    """The mail has left; with a `context` its contents are replaced, so that no live link stays behind."""
    values: dict[str, Any] = {"status": OutboxStatus.sent, "sent_at": now, "error": None}
    if context is not None:
        values["context"] = context
    session.execute(
        update(OutboxMail).where(OutboxMail.id == outbox_id, OutboxMail.status == OutboxStatus.waiting).values(**values)
    )


def note_trouble(session: Session, *, outbox_id: int, error: str, is_final: bool) -> None:
    """The mail did not leave, and with `is_final` never will."""
    values: dict[str, Any] = {"error": error}
    if is_final:
        values["status"] = OutboxStatus.failed
    session.execute(
        update(OutboxMail).where(OutboxMail.id == outbox_id, OutboxMail.status == OutboxStatus.waiting).values(**values)
    )


def find_latest(session: Session, *, user_id: int, template: str) -> OutboxMail | None:
    """The newest mail of this kind to this person."""
    return session.scalar(
        select(OutboxMail)
        .where(OutboxMail.user_id == user_id, OutboxMail.template == template)
        .order_by(OutboxMail.id.desc())
        .limit(1)
    )


def count_since(session: Session, *, user_id: int, template: str, hours: int) -> int:
    """How many different questions of this kind somebody caused within the last hours; copies count once."""
    return (
        session.scalar(
            text(
                "select count(distinct created_at) from platform_outbox where user_id = :user_id"
                " and template = :template and created_at > now() - make_interval(hours => :hours)"
            ),
            {"user_id": user_id, "template": template, "hours": hours},
        )
        or 0
    )
