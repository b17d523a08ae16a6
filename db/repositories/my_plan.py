"""The row of the plan that a person has, as screens show it."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.models.billing import SubscriptionPlan, SubscriptionStatus, UserSubscription
from db.repositories.billing import ENTITLED


def find(session: Session, *, user_id: int) -> Any:
    """The subscription in an entitled state, with its plan and the one to come; None without one."""
    coming = aliased(SubscriptionPlan)
    return session.execute(
        select(
            UserSubscription.id,
            UserSubscription.status,
            UserSubscription.end_date,
            UserSubscription.auto_renew,
            UserSubscription.paused_until,
            UserSubscription.complimentary,
            SubscriptionPlan.slug,
            SubscriptionPlan.name,
            SubscriptionPlan.price_usd,
            SubscriptionPlan.duration_months,
            coming.name.label("next_name"),
        )
        .join(SubscriptionPlan, SubscriptionPlan.id == UserSubscription.plan_id)
        .outerjoin(coming, coming.id == UserSubscription.pending_plan_id)
        .where(UserSubscription.user_id == user_id, UserSubscription.status.in_(ENTITLED))
    ).one_or_none()


def waits_for_payment(session: Session, *, user_id: int, since: datetime) -> bool:
    """Whether a checkout was opened since then that is not paid."""
    waiting = select(UserSubscription.id).where(
        UserSubscription.user_id == user_id,
        UserSubscription.status == SubscriptionStatus.pending,
        UserSubscription.created_at >= since,
    )
    return session.scalar(waiting.limit(1)) is not None
