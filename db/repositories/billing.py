"""Rows of plans, subscriptions, periods and the credit ledger."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, and_, func, select, update
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


def attach_hold(session: Session, *, sitting_id: int, assessment_id: int) -> bool:
    """Write the assessment into one free hold of the sitting; whether there was one. The subscription is locked."""
    found = _free_holds(session, sitting_id=sitting_id)
    if not found:
        return False
    session.execute(
        update(UsageTracking)
        .where(UsageTracking.id == found[0].id)
        .values(assessment_id=assessment_id)
        .execution_options(synchronize_session=False)
    )
    return True


def release_sitting(session: Session, *, sitting_id: int) -> int:
    """Release the free holds of the sitting, the counters with them; how many. The subscription is locked."""
    found = _free_holds(session, sitting_id=sitting_id)
    for hold in found:
        session.execute(
            update(UsagePeriod)
            .where(UsagePeriod.id == hold.period_id)
            .values(reserved=UsagePeriod.reserved - hold.cost_count)
            .execution_options(synchronize_session=False)
        )
        session.execute(
            update(UsageTracking)
            .where(UsageTracking.id == hold.id)
            .values(state=UsageState.released)
            .execution_options(synchronize_session=False)
        )
    return len(found)


def _free_holds(session: Session, *, sitting_id: int) -> Sequence[Row[int, int, int]]:
    """Id, period and cost of the holds that belong to no assessment; locked in the order of every other spender."""
    is_free = and_(
        UsageTracking.sitting_id == sitting_id,
        UsageTracking.assessment_id.is_(None),
        UsageTracking.state == UsageState.reserved,
    )
    of_holds = select(UsageTracking.subscription_id).where(is_free)
    session.execute(
        select(UserSubscription.id)
        .where(UserSubscription.id.in_(of_holds))
        .order_by(UserSubscription.id)
        .with_for_update()
    )
    of_periods = select(UsageTracking.period_id).where(is_free)
    session.execute(
        select(UsagePeriod.id).where(UsagePeriod.id.in_(of_periods)).order_by(UsagePeriod.id).with_for_update()
    )
    return session.execute(
        select(UsageTracking.id, UsageTracking.period_id, UsageTracking.cost_count)
        .where(is_free)
        .order_by(UsageTracking.id)
        .with_for_update()
    ).all()


def move_mirrors(session: Session) -> int:
    """Let the usage columns of every entitled subscription follow its open period; how many were looked at."""
    ids = session.scalars(
        select(UserSubscription.id).where(UserSubscription.status.in_(ENTITLED)).order_by(UserSubscription.id)
    ).all()
    for subscription_id in ids:
        session.execute(select(func.mirror_usage_period(subscription_id)))
    return len(ids)
