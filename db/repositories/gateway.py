"""Rows of the payment service's events, and of the keys of our own requests."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.gateway import IdempotencyKey, WebhookEvent, WebhookStatus


def add_event(session: Session, **columns: Any) -> bool:
    """Keep an event; False when it was here before."""
    added = insert(WebhookEvent).values(**columns).on_conflict_do_nothing(index_elements=["id"])
    return session.scalar(added.returning(WebhookEvent.id)) is not None


def event_for_update(session: Session, *, event_id: str) -> WebhookEvent | None:
    """The event, locked."""
    return session.scalar(
        select(WebhookEvent)
        .where(WebhookEvent.id == event_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def settle_event(session: Session, *, event_id: str, status: WebhookStatus, error: str | None, now: datetime) -> None:
    """Say what became of an event that waited; one that is settled already stays as it is."""
    session.execute(
        update(WebhookEvent)
        .where(WebhookEvent.id == event_id, WebhookEvent.status == WebhookStatus.received)
        .values(status=status, error=error, processed_at=now if status is WebhookStatus.processed else None)
    )


def put_key(session: Session, *, key: str, action: str, entity: str, entity_id: str, **columns: Any) -> IdempotencyKey:
    """The unanswered request of that action on that thing, locked; a new one where there is none."""
    values = {"key": key, "action": action, "entity": entity, "entity_id": entity_id, **columns}
    session.execute(insert(IdempotencyKey).values(**values).on_conflict_do_nothing())
    return session.scalars(
        select(IdempotencyKey)
        .where(
            IdempotencyKey.action == action,
            IdempotencyKey.entity == entity,
            IdempotencyKey.entity_id == entity_id,
            IdempotencyKey.answered_at.is_(None),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def answer_key(session: Session, *, key: str, answer: dict[str, Any], now: datetime) -> None:
    """Note what the service answered."""
    session.execute(
        update(IdempotencyKey)
        .where(IdempotencyKey.key == key, IdempotencyKey.answered_at.is_(None))
        .values(answer=answer, answered_at=now)
    )


def find_answer(session: Session, *, action: str, entity: str, entity_id: str) -> dict[str, Any] | None:
    """What the service answered last to that action on that thing."""
    return session.scalar(
        select(IdempotencyKey.answer)
        .where(
            IdempotencyKey.action == action,
            IdempotencyKey.entity == entity,
            IdempotencyKey.entity_id == entity_id,
            IdempotencyKey.answered_at.is_not(None),
        )
        .order_by(IdempotencyKey.id.desc())
        .limit(1)
    )
