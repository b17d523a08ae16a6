"""Subscriptions: the free one that every account starts with, and the mirror of the open period."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from core.billing.errors import PlanNotFound
from core.billing.periods import add_months
from core.clock import utc_now
from db.models.billing import SubscriptionPlan, SubscriptionStatus, UserSubscription
from db.repositories import billing

FREE_PLAN = "free"
LONGEST_PAUSE_MONTHS = 3
FOREVER = datetime(9999, 12, 31, tzinfo=UTC)


def open_free(session: Session, *, user_id: int) -> int:
    """Give a new account the free plan, for ever; its periods are UTC calendar months.

    Raises:
        PlanNotFound: The plans were never loaded.
    """
    plan = billing.find_plan(session, slug=FREE_PLAN)
    if plan is None:
        raise PlanNotFound
    subscription = UserSubscription(
        user_id=user_id,
        plan_id=plan.id,
        status=SubscriptionStatus.active,
        test_feedback_used=0,
        test_feedback_limit=plan.test_feedback_count,
        start_date=utc_now(),
        end_date=FOREVER,
        auto_renew=True,
    )
    session.add(subscription)
    session.flush()
    return subscription.id


def open_pending(session: Session, *, user_id: int, plan: SubscriptionPlan, wants_renewal: bool) -> UserSubscription:
    """A row that waits for its first payment; it gives nothing until then, and its dates are a guess."""
    now = utc_now()
    subscription = UserSubscription(
        user_id=user_id,
        plan=plan,
        status=SubscriptionStatus.pending,
        test_feedback_used=0,
        test_feedback_limit=plan.test_feedback_count,
        start_date=now,
        end_date=add_months(now, plan.duration_months),
        auto_renew=wants_renewal,
    )
    session.add(subscription)
    session.flush()
    return subscription


def move_mirrors(session: Session) -> int:
    """Let the seed's usage columns equal the period that is open now; how many were looked at."""
    return billing.move_mirrors(session)
