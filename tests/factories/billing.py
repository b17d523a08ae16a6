"""Plans, subscriptions, periods, payments and the ledger."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from db.models.accounts import User
from db.models.assessment import Assessment, AssessmentStatus
from db.models.billing import (
    CreditGrant,
    Payment,
    PaymentStatus,
    SubscriptionPlan,
    UsagePeriod,
    UsageState,
    UsageTracking,
    UserSubscription,
)
from db.models.gateway import WebhookEvent, WebhookStatus
from db.models.practice import Submission
from tests.factories.accounts import make_user
from tests.factories.assessment import make_assessment

_numbers = count(1)


def make_plan(session: Session, **overrides: Any) -> SubscriptionPlan:
    """A monthly plan of 40 feedbacks at 19 dollars."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "name": f"Plan {number}",
        "slug": f"plan-{number}",
        "test_feedback_count": 40,
        "duration_months": 1,
        "price_usd": Decimal("19.00"),
    }
    plan = SubscriptionPlan(**values | overrides)
    session.add(plan)
    session.flush()
    return plan


def make_subscription(
    session: Session,
    user: User | None = None,
    plan: SubscriptionPlan | None = None,
    *,
    with_period: bool = True,
    **overrides: Any,
) -> UserSubscription:
    """An active subscription begun a day ago for 30 days, by default with one period as long as itself."""
    plan = plan or make_plan(session)
    start = overrides.get("start_date", datetime.now(UTC) - timedelta(days=1))
    values: dict[str, Any] = {
        "user_id": (user or make_user(session)).id,
        "plan": plan,
        "test_feedback_limit": plan.test_feedback_count,
        "start_date": start,
        "end_date": start + timedelta(days=30),
        "complimentary": True,  # else it would have to be paid for
    }
    subscription = UserSubscription(**values | overrides)
    session.add(subscription)
    session.flush()
    if with_period:
        make_period(session, subscription)
    return subscription


def make_period(session: Session, subscription: UserSubscription, **overrides: Any) -> UsagePeriod:
    """A period as long as the subscription, with the plan's credits."""
    values: dict[str, Any] = {
        "subscription_id": subscription.id,
        "period_start": subscription.start_date,
        "period_end": subscription.end_date,
        "feedback_limit": subscription.plan.test_feedback_count,
    }
    period = UsagePeriod(**values | overrides)
    session.add(period)
    session.flush()
    session.refresh(subscription, ["test_feedback_used", "test_feedback_limit"])  # moved by trigger
    return period


def make_payment(session: Session, subscription: UserSubscription, **overrides: Any) -> Payment:
    """A succeeded payment of the plan's price."""
    values: dict[str, Any] = {
        "user_id": subscription.user_id,
        "subscription_id": subscription.id,
        "plan_id": subscription.plan_id,
        "amount_usd": subscription.plan.price_usd,
        "status": PaymentStatus.succeeded,
    }
    payment = Payment(**values | overrides)
    session.add(payment)
    session.flush()
    return payment


def make_usage(
    session: Session, period: UsagePeriod | None = None, assessment: Assessment | None = None, **overrides: Any
) -> UsageTracking:
    """A ledger row, by default the consumed credit of a completed assessment; the period's counters follow.

    Without a period the assessment's learner gets a subscription with one.
    """
    assessment = assessment or make_assessment(session)
    user_id = session.get_one(Submission, assessment.submission_id).user_id
    if period is None:
        subscription = make_subscription(session, session.get_one(User, user_id), with_period=False)
        period = make_period(session, subscription)
    is_live = assessment.status in (AssessmentStatus.pending, AssessmentStatus.running)
    values: dict[str, Any] = {
        "user_id": user_id,
        "subscription_id": period.subscription_id,
        "period_id": period.id,
        "assessment_id": assessment.id,
        "state": UsageState.reserved if is_live else UsageState.consumed,
        "cost_count": 1,
    }
    usage = UsageTracking(**values | overrides)
    usage.is_refunded = usage.state == UsageState.refunded
    session.add(usage)
    if usage.state == UsageState.reserved:
        period.reserved += usage.cost_count
    if usage.state == UsageState.consumed:
        period.consumed += usage.cost_count
    session.flush()
    return usage


def make_grant(session: Session, period: UsagePeriod, **overrides: Any) -> CreditGrant:
    """One credit on top of a period's own; the period's limit follows."""
    subscription = session.get_one(UserSubscription, period.subscription_id)
    values: dict[str, Any] = {
        "user_id": subscription.user_id,
        "period_id": period.id,
        "amount": 1,
        "reason": "A test gives one.",
    }
    grant = CreditGrant(**values | overrides)
    period.bonus_limit += grant.amount
    session.add(grant)
    session.flush()
    return grant


def make_event(session: Session, **overrides: Any) -> WebhookEvent:
    """An event of the payment service that was applied."""
    values: dict[str, Any] = {
        "id": f"evt_{next(_numbers)}",
        "type": "invoice.paid",
        "created": datetime.now(UTC),
        "payload": {},
        "status": WebhookStatus.processed,
    }
    values |= overrides
    if values["status"] == WebhookStatus.processed:
        values.setdefault("processed_at", datetime.now(UTC))
    event = WebhookEvent(**values)
    session.add(event)
    session.flush()
    return event
