"""What passes between us and the payment service: its events, and the keys of our own requests."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Timestamped
from db.types import BigId, is_one_of, word_of


class WebhookStatus(StrEnum):
    """What became of an event; moves are rows of `state_transition`."""

    received = "received"
    processed = "processed"
    ignored = "ignored"
    failed = "failed"


class WebhookEvent(Timestamped, Base):
    """An event of the payment service under its own id, kept once; `created` is the service's clock."""

    __tablename__ = "subscriptions_webhookevent"
    __table_args__ = (
        CheckConstraint(is_one_of("status", WebhookStatus), name="subscriptions_webhookevent_status_check"),
        CheckConstraint("(status = 'processed') = (processed_at IS NOT NULL)", name="check_webhook_processed_at"),
        Index("idx_webhookevent_waiting", "received_at", postgresql_where=text("status IN ('received', 'failed')")),
        Index("idx_webhookevent_received", text("received_at DESC")),
        Index("idx_webhookevent_customer", text("(payload #>> '{data,object,customer}')"), text("received_at DESC")),
    )

    id: Mapped[str] = mapped_column(String(255), primary_key=True)
    type: Mapped[str] = mapped_column(String(100))
    created: Mapped[datetime]
    payload: Mapped[dict[str, Any]]
    status: Mapped[WebhookStatus] = mapped_column(word_of(WebhookStatus), server_default="received")
    received_at: Mapped[datetime] = mapped_column(server_default=func.now())
    processed_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)


class IdempotencyKey(Timestamped, Base):
    """The key of a request that changes something at the payment service, written down before it is sent.

    One unanswered request an action and thing: whoever tries it again after a crash sends the same key.
    """

    __tablename__ = "subscriptions_idempotencykey"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="check_idempotencykey_answer"),
        Index("idx_idempotencykey_entity", "entity", "entity_id", "action", text("id DESC")),
        Index("idx_idempotencykey_user", "user_id", postgresql_where=text("user_id IS NOT NULL")),
        Index(
            "idx_idempotencykey_unanswered",
            "action",
            "entity",
            "entity_id",
            unique=True,
            postgresql_where=text("answered_at IS NULL"),
        ),
    )

    id: Mapped[BigId]
    key: Mapped[str] = mapped_column(String(255))
    action: Mapped[str] = mapped_column(String(50))
    entity: Mapped[str] = mapped_column(String(100))
    entity_id: Mapped[str] = mapped_column(String(255))
    user_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    request: Mapped[dict[str, Any]]
    answer: Mapped[dict[str, Any] | None]
    answered_at: Mapped[datetime | None]
