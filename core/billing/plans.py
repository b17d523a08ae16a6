"""What can be bought: the plans as they stand in the database, and which of them fits a test date."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy.orm import Session

from core.billing.periods import months_after
from core.billing.types import PlanOffer
from db.models.billing import SubscriptionPlan
from db.repositories import payments

_CENT = Decimal("0.01")


def list_plans(session: Session) -> tuple[PlanOffer, ...]:
    """The plans on sale and the free one, in their order; prices come from the database alone.

    The saving of a plan is against paying its months one by one, by the cheapest monthly plan with the same
    number of feedbacks; None where there is none, or where nothing is saved.
    """
    rows = payments.list_plans(session)
    monthly: dict[int, Decimal] = {}
    for row in rows:
        if row.duration_months == 1 and row.price_usd > 0:
            price = monthly.get(row.test_feedback_count, row.price_usd)
            monthly[row.test_feedback_count] = min(price, row.price_usd)
    return tuple(_offer(row, monthly.get(row.test_feedback_count)) for row in rows)


def shortest_plan_until(offers: Sequence[PlanOffer], test_date: date | None, today: date) -> PlanOffer | None:
    """The shortest plan for money that lasts to the day of the test; of equally long ones the cheapest.

    None without a test ahead. A test later than the longest plan gets the longest.
    """
    paid = sorted((offer for offer in offers if offer.price_usd > 0), key=lambda each: (each.months, each.price_usd))
    if test_date is None or test_date < today or not paid:
        return None
    covering = (offer for offer in paid if months_after(today, offer.months) >= test_date)
    longest = (offer for offer in paid if offer.months == paid[-1].months)
    return next(covering, None) or next(longest)


def _offer(row: SubscriptionPlan, monthly_usd: Decimal | None) -> PlanOffer:
    per_month = (row.price_usd / row.duration_months).quantize(_CENT, ROUND_HALF_UP)
    saving = None
    if monthly_usd and row.duration_months > 1:
        share = 1 - row.price_usd / (monthly_usd * row.duration_months)
        saving = int((share * 100).quantize(Decimal(1), ROUND_HALF_UP)) or None
    return PlanOffer(
        slug=row.slug,
        name=row.name,
        description=row.description or "",
        price_usd=row.price_usd,
        months=row.duration_months,
        price_per_month_usd=per_month,
        saving_percent=saving if saving and saving > 0 else None,
        feedbacks_per_month=row.test_feedback_count,
        is_featured=row.is_featured,
    )
