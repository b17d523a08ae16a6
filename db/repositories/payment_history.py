"""Rows of payments as people and accountants read them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.models.billing import Payment, PaymentStatus, SubscriptionPlan

_COLUMNS = (
    Payment.id,
    Payment.created_at,
    SubscriptionPlan.name.label("plan"),
    Payment.amount_usd,
    Payment.net_usd,
    Payment.tax_usd,
    Payment.refund_amount,
    Payment.refunded_at,
    Payment.status,
    Payment.failure_reason,
    Payment.payment_method,
    Payment.country,
    Payment.stripe_invoice_id,
)


def list_payments(session: Session, *, user_id: int, limit: int, offset: int) -> Sequence[Any]:
    """A person's payments, newest first."""
    return session.execute(
        select(*_COLUMNS)
        .join(SubscriptionPlan, SubscriptionPlan.id == Payment.plan_id)
        .where(Payment.user_id == user_id, Payment.status != PaymentStatus.cancelled)
        .order_by(Payment.created_at.desc(), Payment.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()


def find_payment(session: Session, *, user_id: int, payment_id: int) -> Any:
    """One of a person's payments."""
    return session.execute(
        select(*_COLUMNS)
        .join(SubscriptionPlan, SubscriptionPlan.id == Payment.plan_id)
        .where(Payment.user_id == user_id, Payment.id == payment_id)
    ).one_or_none()


def list_month(session: Session, *, since: datetime, until: datetime) -> Sequence[Any]:
    """What came in, went back and was charged back within [since, until), in order of time."""
    return session.execute(
        text(
            """
            with settled as (
                select p.*, plans.name as plan,
                       p.status in ('succeeded', 'partially_refunded', 'refunded', 'disputed', 'charged_back') as is_in
                from subscriptions_payment as p
                join subscriptions_subscriptionplan as plans on plans.id = p.plan_id
                where p.amount_usd > 0
            ),
            lines as (
                select created_at as at, 'payment' as kind, amount_usd as amount, settled.* from settled
                where is_in and created_at >= :since and created_at < :until
                union all
                select refunded_at, 'refund', refund_amount, settled.* from settled
                where is_in and refund_amount > 0 and refunded_at >= :since and refunded_at < :until
                union all
                select h.created_at, 'chargeback', amount_usd - coalesce(refund_amount, 0), settled.* from settled
                join state_history as h
                    on h.entity = 'subscriptions_payment' and h.entity_id = cast(settled.id as text)
                    and h.new = 'charged_back'
                where status = 'charged_back' and h.created_at >= :since and h.created_at < :until
            )
            select at, kind, amount, id, stripe_invoice_id, user_id, country, plan, net_usd, tax_usd, fee_usd,
                   payment_method, status
            from lines order by at, id
            """
        ),
        {"since": since, "until": until},
    ).all()
