"""What somebody must be told about money: payments, ends and renewals that are near, with the person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select, text
from sqlalchemy.orm import Session

from db.models.accounts import User, UserPreferences
from db.models.billing import (
    Payment,
    PaymentStatus,
    SubscriptionPlan,
    SubscriptionStatus,
    UsagePeriod,
    UsageTracking,
    UserSubscription,
)

PAID = (PaymentStatus.succeeded, PaymentStatus.partially_refunded, PaymentStatus.refunded)
_RUNNING = (SubscriptionStatus.active, SubscriptionStatus.past_due, SubscriptionStatus.cancelled)
_PERSON = (User.id.label("user_id"), User.email, User.timezone, User.test_date)
_PLAN = (SubscriptionPlan.name.label("plan"), SubscriptionPlan.price_usd, SubscriptionPlan.duration_months)


def lock(session: Session) -> None:
    """Let nobody else look for what is due until this transaction ends."""
    session.execute(text("select pg_advisory_xact_lock(hashtextextended('billing_mails', 0))"))


def list_paid(session: Session, *, since: datetime) -> Sequence[Any]:
    """Payments begun since then whose money came in."""
    return session.execute(
        select(Payment.id, Payment.amount_usd, Payment.tax_usd, Payment.created_at, *_PERSON, *_PLAN)
        .join(User, User.id == Payment.user_id)
        .join(SubscriptionPlan, SubscriptionPlan.id == Payment.plan_id)
        .where(Payment.created_at >= since, Payment.status.in_(PAID), Payment.amount_usd > 0, User.erased_at.is_(None))
        .order_by(Payment.id)
    ).all()


def list_cancelled(session: Session, *, since: datetime) -> Sequence[Any]:
    """Plans that were cancelled since then and still run."""
    return _subscriptions(
        session, UserSubscription.status == SubscriptionStatus.cancelled, UserSubscription.cancelled_at >= since
    )


def list_past_due(session: Session, *, now: datetime) -> Sequence[Any]:
    """Plans whose renewal was not paid; those whose term has ended."""
    return _subscriptions(
        session,
        UserSubscription.status == SubscriptionStatus.past_due,
        UserSubscription.stripe_status == "past_due",
        UserSubscription.end_date <= now,
    )


def list_renewing(session: Session, *, now: datetime, until: datetime) -> Sequence[Any]:
    """Plans that renew between now and then."""
    return _subscriptions(
        session,
        UserSubscription.status == SubscriptionStatus.active,
        UserSubscription.auto_renew,
        UserSubscription.end_date > now,
        UserSubscription.end_date <= until,
    )


def list_ended(session: Session, *, since: datetime, now: datetime) -> Sequence[Any]:
    """Plans that ended since then and had begun."""
    begun = select(UsagePeriod.id).where(UsagePeriod.subscription_id == UserSubscription.id).exists()
    return _subscriptions(
        session,
        UserSubscription.status == SubscriptionStatus.expired,
        UserSubscription.end_date >= since,
        UserSubscription.end_date <= now,
        begun,
    )


def list_expiring(session: Session, *, now: datetime, until: datetime) -> Sequence[Any]:
    """Months of paid plans that end between now and then with credits left, of people who take such mails."""
    left = UsagePeriod.feedback_limit + UsagePeriod.bonus_limit - UsagePeriod.reserved - UsagePeriod.consumed
    return session.execute(
        select(UsagePeriod.id, UsagePeriod.period_end, left.label("left"), *_PERSON, *_PLAN)
        .join(UserSubscription, UserSubscription.id == UsagePeriod.subscription_id)
        .join(SubscriptionPlan, SubscriptionPlan.id == UserSubscription.plan_id)
        .join(User, User.id == UserSubscription.user_id)
        .outerjoin(UserPreferences, UserPreferences.user_id == User.id)
        .where(
            UsagePeriod.period_end > now,
            UsagePeriod.period_end <= until,
            UsagePeriod.period_start <= now,
            left > 0,
            UserSubscription.status.in_(_RUNNING),
            SubscriptionPlan.price_usd > 0,
            User.erased_at.is_(None),
            or_(UserPreferences.id.is_(None), UserPreferences.email_notifications),
        )
        .order_by(UsagePeriod.id)
    ).all()


def find_usage(session: Session, *, usage_id: int) -> Any:
    """A row of the ledger with its person."""
    return session.execute(
        select(UsageTracking.id, *_PERSON)
        .join(User, User.id == UsageTracking.user_id)
        .where(UsageTracking.id == usage_id, User.erased_at.is_(None))
    ).one_or_none()


def credits_left(session: Session, *, subscription_id: int, now: datetime) -> int:
    """What may still be spent in the month that runs now."""
    left = UsagePeriod.feedback_limit + UsagePeriod.bonus_limit - UsagePeriod.reserved - UsagePeriod.consumed
    found = session.scalar(
        select(func.coalesce(func.sum(left), 0)).where(
            UsagePeriod.subscription_id == subscription_id,
            UsagePeriod.period_start <= now,
            UsagePeriod.period_end > now,
        )
    )
    return int(found or 0)


def _subscriptions(session: Session, *conditions: Any) -> Sequence[Any]:
    return session.execute(
        select(UserSubscription.id, UserSubscription.end_date, UserSubscription.cancelled_at, *_PERSON, *_PLAN)
        .join(User, User.id == UserSubscription.user_id)
        .join(SubscriptionPlan, SubscriptionPlan.id == UserSubscription.plan_id)
        .where(and_(*conditions), SubscriptionPlan.price_usd > 0, User.erased_at.is_(None))
        .order_by(UserSubscription.id)
    ).all()
