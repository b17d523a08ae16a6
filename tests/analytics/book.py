"""A small book of paid terms for the tests of the views about money."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core.billing.periods import add_months
from db.models.accounts import User
from db.models.billing import Payment, SubscriptionPlan, SubscriptionStatus
from tests.factories.billing import make_payment, make_period, make_subscription


def day(month: int, number: int = 1, year: int = 2026) -> datetime:
    return datetime(year, month, number, tzinfo=UTC)


def pay_term(session: Session, user: User, plan: SubscriptionPlan, start: datetime, **payment: Any) -> Payment:
    """A payment at `start` for the plan's months, with a subscription (over by now) and its monthly periods."""
    end = add_months(start, plan.duration_months)
    subscription = make_subscription(
        session, user, plan, with_period=False, status=SubscriptionStatus.expired, start_date=start, end_date=end
    )
    values = {"created_at": start, "amount_usd": plan.price_usd} | payment
    paid = make_payment(session, subscription, **values)
    for number in range(plan.duration_months):
        period_start = add_months(start, number)
        period_end = add_months(start, number + 1) - timedelta(0)
        make_period(session, subscription, payment_id=paid.id, period_start=period_start, period_end=period_end)
    return paid


def usd(value: str) -> Decimal:
    return Decimal(value)
