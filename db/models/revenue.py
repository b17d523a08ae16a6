"""Who moved monthly recurring revenue."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Created
from db.types import BigId, Usd, is_one_of, word_of


class MrrMovementKind(StrEnum):
    """The five ways in which monthly recurring revenue moves."""

    new = "new"
    expansion = "expansion"
    contraction = "contraction"
    churn = "churn"
    reactivation = "reactivation"


class MrrMovement(Created, Base):
    """Who moved monthly recurring revenue in a month; a job copies it from the view analytics.mrr_movements."""

    __tablename__ = "subscriptions_mrrmovement"
    __table_args__ = (
        CheckConstraint(is_one_of("kind", MrrMovementKind), name="subscriptions_mrrmovement_kind_check"),
        UniqueConstraint("user_id", "month"),
        Index("idx_mrrmovement_month", "month", "kind"),
        Index("idx_mrrmovement_largest", "month", text("amount_usd DESC"), "user_id"),
    )

    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    month: Mapped[datetime]
    kind: Mapped[MrrMovementKind] = mapped_column(word_of(MrrMovementKind))
    amount_usd: Mapped[Usd]
