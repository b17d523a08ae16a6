"""Plans, who has which, what was paid and what was spent."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    func,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Created, Timestamped
from db.types import BigId, Usd, is_one_of, word_of


class SubscriptionStatus(StrEnum):
    """`cancelled` runs on to `end_date`; `expired` is the end. Moves are rows of `state_transition`."""

    pending = "pending"
    active = "active"
    past_due = "past_due"
    paused = "paused"
    cancelled = "cancelled"
    expired = "expired"


class PaymentStatus(StrEnum):
    """Where a payment stands; moves are rows of `state_transition`."""

    pending = "pending"
    succeeded = "succeeded"
    failed = "failed"
    cancelled = "cancelled"
    partially_refunded = "partially_refunded"
    refunded = "refunded"
    disputed = "disputed"
    charged_back = "charged_back"


class UsageType(StrEnum):
    """A credit of the plan, or one that was given on top."""

    test_feedback = "test_feedback"
    bonus_feedback = "bonus_feedback"


class UsageState(StrEnum):
    """Held, spent, given back before a result, given back after one."""

    reserved = "reserved"
    consumed = "consumed"
    released = "released"
    refunded = "refunded"


class SubscriptionPlan(Timestamped, Base):
    """What can be had: so many feedbacks a month, for so many months, at a price."""

    __tablename__ = "subscriptions_subscriptionplan"
    __table_args__ = (
        CheckConstraint(
            "price_usd >= 0 AND duration_months > 0 AND test_feedback_count > 0", name="check_plan_figures"
        ),
        Index("idx_subscriptionplan_active", "is_active"),
        Index("idx_subscriptionplan_featured", "is_featured"),
    )

    id: Mapped[BigId]
    name: Mapped[str] = mapped_column(String(100), unique=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    description: Mapped[str | None] = mapped_column(Text)
    test_feedback_count: Mapped[int]
    duration_months: Mapped[int]
    price_usd: Mapped[Usd]
    stripe_price_id: Mapped[str | None] = mapped_column(String(100))
    stripe_product_id: Mapped[str | None] = mapped_column(String(100))
    is_active: Mapped[bool] = mapped_column(server_default=true())
    is_featured: Mapped[bool] = mapped_column(server_default=false())
    sort_order: Mapped[int | None] = mapped_column(server_default="0")


class UserSubscription(Timestamped, Base):
    """A plan that somebody has or had.

    `test_feedback_used` and `test_feedback_limit` mirror the open period and are moved by trigger:
    read them, never write them after the insert.
    """

    __tablename__ = "subscriptions_usersubscription"
    __table_args__ = (
        CheckConstraint(is_one_of("status", SubscriptionStatus), name="subscriptions_usersubscription_status_check"),
        CheckConstraint(
            "test_feedback_used >= 0 AND test_feedback_used <= test_feedback_limit", name="check_usage_limit"
        ),
        CheckConstraint("end_date > start_date", name="check_subscription_dates"),
        # (user_id) alone would repeat idx_usersubscription_user_status: the name serves the plan's subscribers
        Index("idx_usersubscription_user", "plan_id", "user_id"),
        Index("idx_usersubscription_status", "status"),
        Index("idx_usersubscription_end_date", "end_date"),
        Index("idx_usersubscription_stripe_id", "stripe_subscription_id", unique=True),
        Index("idx_usersubscription_user_status", "user_id", "status"),
        # at most one plan that gives anything, a person
        Index(
            "idx_usersubscription_user_active",
            "user_id",
            unique=True,
            postgresql_include=["status"],
            postgresql_where=text("status IN ('active', 'past_due', 'paused', 'cancelled')"),
        ),
        Index(
            "idx_usersubscription_pending_plan", "pending_plan_id", postgresql_where=text("pending_plan_id IS NOT NULL")
        ),
    )

    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    plan_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("subscriptions_subscriptionplan.id", ondelete="RESTRICT")
    )
    status: Mapped[SubscriptionStatus] = mapped_column(word_of(SubscriptionStatus), server_default="active")
    test_feedback_used: Mapped[int] = mapped_column(server_default="0")
    test_feedback_limit: Mapped[int]
    start_date: Mapped[datetime] = mapped_column(server_default=func.now())
    end_date: Mapped[datetime]
    stripe_subscription_id: Mapped[str | None] = mapped_column(String(100))
    stripe_customer_id: Mapped[str | None] = mapped_column(String(100))
    auto_renew: Mapped[bool] = mapped_column(server_default=true())
    cancelled_at: Mapped[datetime | None]
    cancellation_reason: Mapped[str | None] = mapped_column(Text)
    stripe_status: Mapped[str | None] = mapped_column(String(30))
    complimentary: Mapped[bool] = mapped_column(server_default=false())
    paused_until: Mapped[datetime | None]
    pending_plan_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("subscriptions_subscriptionplan.id", ondelete="RESTRICT")
    )

    plan: Mapped[SubscriptionPlan] = relationship(foreign_keys=[plan_id], lazy="raise_on_sql")


class Payment(Timestamped, Base):
    """Money that came in, or was meant to; keyed on the gateway's invoice."""

    __tablename__ = "subscriptions_payment"
    __table_args__ = (
        CheckConstraint(is_one_of("status", PaymentStatus), name="subscriptions_payment_status_check"),
        CheckConstraint("amount_usd >= 0", name="check_payment_amount"),
        CheckConstraint("refund_amount >= 0 AND refund_amount <= amount_usd", name="check_refund_amount"),
        CheckConstraint("currency = 'USD'", name="check_payment_currency"),
        # (user_id) alone would repeat idx_payment_user_status: the name serves the plan's payers
        Index("idx_payment_user", "plan_id", "user_id"),
        Index("idx_payment_subscription", "subscription_id"),
        Index("idx_payment_status", "status"),
        Index("idx_payment_stripe_intent", "stripe_payment_intent_id", unique=True),
        Index(
            "idx_payment_stripe_invoice",
            "stripe_invoice_id",
            unique=True,
            postgresql_where=text("stripe_invoice_id IS NOT NULL"),
        ),
        Index("idx_payment_created", "created_at"),
        Index("idx_payment_user_status", "user_id", "status"),
    )

    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    subscription_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("subscriptions_usersubscription.id", ondelete="SET NULL")
    )
    plan_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("subscriptions_subscriptionplan.id", ondelete="RESTRICT")
    )
    amount_usd: Mapped[Usd]
    currency: Mapped[str] = mapped_column(String(3), server_default="USD")
    payment_method: Mapped[str | None] = mapped_column(String(50))
    stripe_payment_intent_id: Mapped[str | None] = mapped_column(String(100))
    stripe_charge_id: Mapped[str | None] = mapped_column(String(100))
    stripe_invoice_id: Mapped[str | None] = mapped_column(String(100))
    status: Mapped[PaymentStatus] = mapped_column(word_of(PaymentStatus), server_default="pending")
    webhook_received: Mapped[bool] = mapped_column(server_default=false())
    webhook_processed_at: Mapped[datetime | None]
    webhook_data: Mapped[dict[str, Any] | None]
    description: Mapped[str | None] = mapped_column(Text)
    failure_reason: Mapped[str | None] = mapped_column(Text)
    refund_amount: Mapped[Usd | None]
    refunded_at: Mapped[datetime | None]
    net_usd: Mapped[Usd | None]
    tax_usd: Mapped[Usd | None]
    fee_usd: Mapped[Usd | None]
    country: Mapped[str | None] = mapped_column(String(2))


class UsagePeriod(Timestamped, Base):
    """One month of a subscription: the truth about what may be spent in `[period_start, period_end)`."""

    __tablename__ = "subscriptions_usageperiod"
    __table_args__ = (
        CheckConstraint("period_end > period_start", name="check_period_dates"),
        CheckConstraint("feedback_limit >= 0 AND bonus_limit >= 0", name="check_period_limits"),
        CheckConstraint(
            "reserved >= 0 AND consumed >= 0 AND reserved + consumed <= feedback_limit + bonus_limit",
            name="check_period_spending",
        ),
        UniqueConstraint("payment_id", "period_start"),
        # the one-value range does for an id what the extension btree_gist would: no extension is needed
        ExcludeConstraint(
            (text("int8range(subscription_id, subscription_id, '[]')"), "&&"),
            (text("tstzrange(period_start, period_end)"), "&&"),
            name="usageperiod_no_overlap",
            using="gist",
        ),
        Index("idx_usageperiod_subscription", "subscription_id", text("period_start DESC")),
    )

    id: Mapped[BigId]
    subscription_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("subscriptions_usersubscription.id", ondelete="RESTRICT")
    )
    payment_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("subscriptions_payment.id", ondelete="RESTRICT")
    )
    period_start: Mapped[datetime]
    period_end: Mapped[datetime]
    feedback_limit: Mapped[int]
    bonus_limit: Mapped[int] = mapped_column(server_default="0")
    reserved: Mapped[int] = mapped_column(server_default="0")
    consumed: Mapped[int] = mapped_column(server_default="0")


class UsageTracking(Created, Base):
    """The ledger: a row for each credit that was held, and what became of it."""

    __tablename__ = "subscriptions_usagetracking"
    __table_args__ = (
        CheckConstraint(is_one_of("usage_type", UsageType), name="subscriptions_usagetracking_usage_type_check"),
        CheckConstraint(is_one_of("state", UsageState), name="subscriptions_usagetracking_state_check"),
        CheckConstraint("cost_count > 0", name="check_usage_cost"),
        CheckConstraint("is_refunded = (state = 'refunded')", name="check_usage_refunded"),
        CheckConstraint(
            "assessment_id IS NOT NULL OR (sitting_id IS NOT NULL AND state IN ('reserved', 'released'))",
            name="check_usage_of_sitting",
        ),
        Index("idx_usagetracking_user", "user_id"),
        # (subscription_id) alone would repeat idx_usagetracking_subscription_date: the name serves a period's rows
        Index("idx_usagetracking_subscription", "period_id", "subscription_id"),
        # an assessment is charged once; a retry after a failure adds a row beside the released one
        Index(
            "idx_usagetracking_assessment", "assessment_id", unique=True, postgresql_where=text("state <> 'released'")
        ),
        Index("idx_usagetracking_created", "created_at"),
        Index("idx_usagetracking_sitting", "sitting_id", postgresql_where=text("sitting_id IS NOT NULL")),
        Index("idx_usagetracking_subscription_date", "subscription_id", text("created_at DESC")),
    )

    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    subscription_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("subscriptions_usersubscription.id", ondelete="RESTRICT")
    )
    assessment_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("assessment_assessment.id", ondelete="RESTRICT")
    )
    usage_type: Mapped[UsageType] = mapped_column(word_of(UsageType), server_default="test_feedback")
    cost_count: Mapped[int] = mapped_column(server_default="1")
    description: Mapped[str | None] = mapped_column(Text)
    is_refunded: Mapped[bool] = mapped_column(server_default=false())
    refunded_at: Mapped[datetime | None]
    state: Mapped[UsageState] = mapped_column(word_of(UsageState), server_default="reserved")
    period_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("subscriptions_usageperiod.id", ondelete="RESTRICT"))
    sitting_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("practice_sitting.id", ondelete="RESTRICT"))


class CreditGrant(Timestamped, Base):
    """Credits given on top of a period, and why; whoever inserts one raises the period's `bonus_limit` with it."""

    __tablename__ = "subscriptions_creditgrant"
    __table_args__ = (
        CheckConstraint("amount > 0", name="check_grant_amount"),
        Index("idx_creditgrant_user", "user_id"),
        Index("idx_creditgrant_period", "period_id"),
    )

    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT"))
    period_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("subscriptions_usageperiod.id", ondelete="RESTRICT"))
    amount: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    granted_by: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("accounts_customuser.id", ondelete="RESTRICT")
    )
