"""What the platform keeps about itself: mail to send, who did what, and every change of state."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Created, Timestamped
from db.types import BigId, is_one_of, word_of


class OutboxStatus(StrEnum):
    """Whether a mail has left."""

    waiting = "waiting"
    sent = "sent"
    failed = "failed"


class OutboxMail(Timestamped, Base):
    """A mail that must leave if, and only if, the transaction that asked for it is kept."""

    __tablename__ = "platform_outbox"
    __table_args__ = (
        CheckConstraint(is_one_of("status", OutboxStatus), name="platform_outbox_status_check"),
        CheckConstraint("(status = 'sent') = (sent_at IS NOT NULL)", name="check_outbox_sent_at"),
        Index("idx_outbox_user", "user_id"),
        Index("idx_outbox_unsent", "created_at", postgresql_where=text("status <> 'sent'")),
    )

    id: Mapped[BigId]
    user_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="SET NULL"))
    recipient: Mapped[str] = mapped_column(String(254))
    template: Mapped[str] = mapped_column(String(50))
    context: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))
    status: Mapped[OutboxStatus] = mapped_column(word_of(OutboxStatus), server_default="waiting")
    attempts: Mapped[int] = mapped_column(server_default="0")
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)


class AuditLogEntry(Created, Base):
    """Who used a power over somebody else's rows; rows are added, never changed (a trigger says so)."""

    __tablename__ = "platform_auditlog"
    __table_args__ = (
        Index("idx_auditlog_actor", "actor_id", text("created_at DESC")),
        Index("idx_auditlog_entity", "entity", "entity_id"),
        Index("idx_auditlog_created", "created_at"),
    )

    id: Mapped[BigId]
    actor_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    action: Mapped[str] = mapped_column(String(100))
    entity: Mapped[str | None] = mapped_column(String(100))
    entity_id: Mapped[str | None] = mapped_column(String(255))
    detail: Mapped[dict[str, Any] | None]


class EngineCostState(StrEnum):
    """Money for one call of an outside model: held before it, settled or given back after it."""

    reserved = "reserved"
    settled = "settled"
    released = "released"


class EngineCost(Timestamped, Base):
    """What one assessment cost at an outside model, in US dollars; `day` is the UTC day of the budget."""

    __tablename__ = "platform_enginecost"
    __table_args__ = (
        CheckConstraint(is_one_of("state", EngineCostState), name="platform_enginecost_state_check"),
        CheckConstraint("(state = 'settled') = (cost_usd IS NOT NULL)", name="check_settled_cost"),
        CheckConstraint("reserved_usd >= 0", name="platform_enginecost_reserved_usd_check"),
        CheckConstraint("cost_usd >= 0", name="platform_enginecost_cost_usd_check"),
        Index("idx_enginecost_day", "day"),
        Index("idx_enginecost_user", "user_id", "day"),
        Index("idx_enginecost_assessment", "assessment_id"),
    )

    id: Mapped[BigId]
    user_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="SET NULL"))
    assessment_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("assessment_assessment.id", ondelete="SET NULL")
    )
    engine: Mapped[str] = mapped_column(String(50))
    day: Mapped[date]
    state: Mapped[EngineCostState] = mapped_column(word_of(EngineCostState))
    reserved_usd: Mapped[Decimal] = mapped_column(Numeric(10, 6))
    cost_usd: Mapped[Decimal | None] = mapped_column(Numeric(10, 6))
    input_tokens: Mapped[int] = mapped_column(server_default="0")
    cached_tokens: Mapped[int] = mapped_column(server_default="0")
    output_tokens: Mapped[int] = mapped_column(server_default="0")
    tries: Mapped[int] = mapped_column(server_default="0")


class EngineVersion(Timestamped, Base):
    """A version of an engine that has run here, such as "offline-2"; `kind` is its engine's name."""

    __tablename__ = "platform_engineversion"
    __table_args__ = (UniqueConstraint("engine"),)

    id: Mapped[BigId]
    engine: Mapped[str] = mapped_column(String(50))
    kind: Mapped[str] = mapped_column(String(20))


class BooksCheck(Created, Base):
    """One run of the audit: `broken` holds for each broken rule how many rows break it."""

    __tablename__ = "platform_bookscheck"
    __table_args__ = (CheckConstraint("seconds >= 0", name="platform_bookscheck_seconds_check"),)

    id: Mapped[BigId]
    seconds: Mapped[Decimal] = mapped_column(Numeric(8, 2))
    broken: Mapped[dict[str, int]] = mapped_column(JSONB, server_default=text("'{}'::jsonb"))


class StateTransition(Timestamped, Base):
    """One allowed move: `entity` is the table's name. What is not here is refused by trigger."""

    __tablename__ = "state_transition"
    __table_args__ = (UniqueConstraint("entity", "old", "new"),)

    id: Mapped[BigId]
    entity: Mapped[str] = mapped_column(String(100))
    old: Mapped[str] = mapped_column(String(20))
    new: Mapped[str] = mapped_column(String(20))


class StateHistory(Base):
    """One move that happened; `old` is NULL where the row was born. Written by trigger only."""

    __tablename__ = "state_history"
    __table_args__ = (
        Index("idx_state_history_entity", "entity", "entity_id", "id"),
        Index("idx_state_history_created", "created_at"),
    )

    id: Mapped[BigId]
    entity: Mapped[str] = mapped_column(String(100))
    entity_id: Mapped[str] = mapped_column(String(255))
    old: Mapped[str | None] = mapped_column(String(20))
    new: Mapped[str] = mapped_column(String(20))
    actor: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp(), sort_order=98)
