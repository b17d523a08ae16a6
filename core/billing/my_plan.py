"""The plan that a person has now, with its dates, for screens; every date is a moment, shown in their time zone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.actor import Actor
from core.billing.types import Balance, SubscriptionStatus
from core.clock import utc_now
from db.repositories import my_plan

EXPIRY_NOTICE = timedelta(days=5)


@dataclass(frozen=True)
class MyPlan:
    """The plan that runs. `ends_at` is when it ends or renews; None for the free plan, which has no end.

    `waits_for_payment`: a checkout was opened and its payment has not arrived.
    """

    plan_slug: str
    plan_name: str
    price_usd: Decimal
    months: int
    status: SubscriptionStatus
    ends_at: datetime | None
    renews: bool
    paused_until: datetime | None
    next_plan_name: str | None
    is_complimentary: bool
    waits_for_payment: bool
    subscription_id: int

    @property
    def is_paid(self) -> bool:
        """Whether it is not the free plan."""
        return self.ends_at is not None

    @property
    def is_bought(self) -> bool:
        """Whether the payment service knows it: such a plan is cancelled, paused and changed."""
        return self.is_paid and not self.is_complimentary


def find(session: Session, actor: Actor) -> MyPlan | None:
    """The actor's plan; None for an account that has none."""
    row = my_plan.find(session, user_id=actor.user_id)
    if row is None:
        return None
    return MyPlan(
        plan_slug=row.slug,
        plan_name=row.name,
        price_usd=row.price_usd,
        months=row.duration_months,
        status=row.status,
        ends_at=row.end_date if row.price_usd > 0 else None,
        renews=row.auto_renew,
        paused_until=row.paused_until,
        next_plan_name=row.next_name,
        is_complimentary=row.complimentary,
        waits_for_payment=my_plan.waits_for_payment(
            session, user_id=actor.user_id, since=utc_now() - timedelta(days=1)
        ),
        subscription_id=row.id,
    )


def expiry_warning(found: Balance | None, *, today: date) -> str | None:
    """One line when credits end within five days: how many, and when; None when nothing is lost soon."""
    if found is None or found.left <= 0 or found.ends_on is None:
        return None
    days = (found.ends_on - today).days
    if not 0 <= days <= EXPIRY_NOTICE.days:
        return None
    when = "today" if days == 0 else "tomorrow" if days == 1 else f"on {found.ends_on.day} {found.ends_on:%B}"
    what = "One feedback ends" if found.left == 1 else f"{found.left} feedbacks end"
    return f"{what} {when}: they do not move to the next month."


def today_of(actor: Actor) -> date:
    """The day that it is where the person lives."""
    return utc_now().astimezone(ZoneInfo(actor.timezone)).date()
