"""Rows of plans, subscriptions, periods and the credit ledger."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from db.models.billing import (
    SubscriptionPlan,
    SubscriptionStatus,
    UsagePeriod,
    UsageState,
    UsageTracking,
    UserSubscription,
)

ENTITLED = (
    SubscriptionStatus.active,
    SubscriptionStatus.past_due,
    SubscriptionStatus.paused,
    SubscriptionStatus.cancelled,
)


def find_plan(session: Session, *, slug: str) -> SubscriptionPlan | None:
    """The plan of that name."""
    return session.scalar(select(SubscriptionPlan).where(SubscriptionPlan.slug == slug))


def find_entitled_subscription(session: Session, *, user_id: int) -> UserSubscription | None:
    """The one row in an entitled state, with its plan."""
    return session.scalar(
        select(UserSubscription)
        .where(UserSubscription.user_id == user_id, UserSubscription.status.in_(ENTITLED))
        .options(joinedload(UserSubscription.plan))
    )


def entitled_subscription_for_update(session: Session, *, user_id: int) -> UserSubscription | None:
    """The same, locked: whoever spends waits here."""
    return session.scalar(
        select(UserSubscription)
        .where(UserSubscription.user_id == user_id, UserSubscription.status.in_(ENTITLED))
        .options(joinedload(UserSubscription.plan))
        .with_for_update(of=UserSubscription)
        .execution_options(populate_existing=True)
    )


def find_period(session: Session, *, subscription_id: int, at: datetime) -> UsagePeriod | None:
    """The period that contains the moment."""
    return session.scalar(
        select(UsagePeriod)
        .where(
            UsagePeriod.subscription_id == subscription_id,
            UsagePeriod.period_start <= at,
            UsagePeriod.period_end > at,
        )
        .execution_options(populate_existing=True)
    )


def take_credit(session: Session, *, period_id: int) -> int | None:
    """Reserve one credit in one statement: how many are taken now, or None when none was left."""
    return session.scalar(
        update(UsagePeriod)
        .where(
            UsagePeriod.id == period_id,
            UsagePeriod.reserved + UsagePeriod.consumed < UsagePeriod.feedback_limit + UsagePeriod.bonus_limit,
        )
        .values(reserved=UsagePeriod.reserved + 1)
        .returning(UsagePeriod.reserved + UsagePeriod.consumed)
        .execution_options(synchronize_session=False)
    )


def find_hold_period(session: Session, *, assessment_id: int) -> int | None:
    """The period in which the assessment holds a credit; its subscription row is locked on the way."""
    hold = session.execute(
        select(UsageTracking.subscription_id, UsageTracking.period_id).where(
            UsageTracking.assessment_id == assessment_id, UsageTracking.state == UsageState.reserved
        )
    ).one_or_none()
    if hold is None:
        return None
    session.execute(select(UserSubscription.id).where(UserSubscription.id == hold.subscription_id).with_for_update())
    return int(hold.period_id)


def settle_hold(session: Session, *, period_id: int, assessment_id: int, state: UsageState) -> None:
    """Move a hold to its end state, the counters with it; a hold that is gone is left alone."""
    session.execute(select(UsagePeriod.id).where(UsagePeriod.id == period_id).with_for_update())
    cost = session.scalar(
        update(UsageTracking)
        .where(UsageTracking.assessment_id == assessment_id, UsageTracking.state == UsageState.reserved)
        .values(state=state)
        .returning(UsageTracking.cost_count)
        .execution_options(synchronize_session=False)
    )
    if cost is None:
        return
    consumed = cost if state == UsageState.consumed else 0
    session.execute(
        update(UsagePeriod)
        .where(UsagePeriod.id == period_id)
        .values(reserved=UsagePeriod.reserved - cost, consumed=UsagePeriod.consumed + consumed)
        .execution_options(synchronize_session=False)
    )


def move_mirrors(session: Session) -> int:
    """Let the usage columns of every entitled subscription follow its open period; how many were looked at."""
    ids = session.scalars(
        select(UserSubscription.id).where(UserSubscription.status.in_(ENTITLED)).order_by(UserSubscription.id)
    ).all()
    for subscription_id in ids:
        session.execute(select(func.mirror_usage_period(subscription_id)))
    return len(ids)
